package dev.rollover.model.flux2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.ModelProperties.Lora;
import dev.rollover.model.lora.MergedLoras;
import dev.rollover.model.pipeline.CheckedPipeline;
import dev.rollover.model.pipeline.PipelineFiles;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRAs change FLUX.2's transformer as diffusers' {@code fuse_lora} does, or are refused. */
@NullMarked
class Flux2LorasTest {

  private final Device device = Device.cpu();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @CsvSource({"peft, 1", "alphas, 0.6", "dots, 1"})
  void one_gives_the_velocity_of_diffusers(String name, double scale) throws IOException {
    MergedLoras loras = loras();
    loras.assertVelocity(name, loras.lora(name, scale));
    assertThat(RelativeDifference.of(loras.theirs(name), loras.theirs("plain"))).isGreaterThan(0.1);
  }

  @Test
  void several_add_up() throws IOException {
    MergedLoras loras = loras();
    loras.assertVelocity("both", loras.lora("peft", 0.5), loras.lora("dots", -0.3));
  }

  @Test
  void one_of_no_scale_changes_nothing() throws IOException {
    MergedLoras loras = loras();
    loras.assertVelocity("plain", loras.lora("dots", 0));
  }

  @Test
  void one_of_the_configuration_changes_what_is_served() throws IOException {
    Fixture pipeline = Fixture.named("flux2-pipeline");
    Path file = folder.resolve("first.safetensors");
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    float[] ones = new float[16];
    Arrays.fill(ones, 1);
    weights.put("transformer.proj_out.lora_A.weight", new FloatTensor(new long[] {1, 16}, ones));
    weights.put(
        "transformer.proj_out.lora_B.weight",
        new FloatTensor(new long[] {12, 1}, Arrays.copyOf(ones, 12)));
    Safetensors.write(file, weights, DataType.F32);
    float[] noise = pipeline.value("noise").data();
    float[] usual = served(pipeline.folder(), List.of(), noise);
    float[] none = served(pipeline.folder(), List.of(new Lora(file.toString(), 0)), noise);
    float[] merged = served(pipeline.folder(), List.of(new Lora(file.toString(), 1)), noise);
    assertThat(none).isEqualTo(usual);
    assertThat(RelativeDifference.of(merged, usual)).isGreaterThan(0.01);
  }

  private float[] served(Path at, List<Lora> merged, float[] noise) throws IOException {
    Flux2Family family = new Flux2Family();
    Flux2Pipeline checked = Flux2Pipeline.check(new PipelineFiles(at, null, null, merged), null);
    Place place = new Place(device, DeviceCalls.direct());
    ModelProperties.Folder properties = ModelProperties.Folder.at(at.toString());
    try (LoadedModel model =
            new CheckedPipeline<>(family, properties, checked).load(Layout.on(place));
        FlowModel flow = model.prepare(new Conditions("red", 12, 20, null, false))) {
      return flow.velocity(List.of(noise), new double[] {1}).getFirst();
    }
  }

  private static MergedLoras loras() throws IOException {
    Fixture base = Fixture.named("flux2-transformer-guided");
    Flux2Config config = Flux2Config.read(base.folder());
    return new MergedLoras(
        base,
        config.network(),
        Flux2LoraTargets.of(config),
        Fixture.named("flux2-loras"),
        "hidden_states",
        "encoder_hidden_states",
        "timestep",
        "img_ids",
        "txt_ids",
        "guidance");
  }

  @Test
  void all_keys_that_match_nothing_are_named_together_with_what_else_a_folder_lacks() {
    Path changed = folder.resolve("changed.safetensors");
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    for (String layer : List.of("transformer.nothing", "lora_unet_double_blocks_0_img_mod_lin")) {
      weights.put(layer + ".lora_A.weight", new FloatTensor(new long[] {1, 2}, new float[2]));
      weights.put(layer + ".lora_B.weight", new FloatTensor(new long[] {2, 1}, new float[2]));
    }
    PipelineFiles files =
        new PipelineFiles(
            Fixture.named("flux2-pipeline").folder(),
            folder.resolve("none"),
            null,
            List.of(new Lora(changed.toString(), 1)));
    assertThatThrownBy(
            () -> {
              Safetensors.write(changed, weights, DataType.F32);
              Flux2Pipeline.check(files, null);
            })
        .isInstanceOf(ModelFormatException.class)
        .satisfies(
            thrown ->
                assertThat(((ModelFormatException) thrown).faults().toString())
                    .contains(
                        "'transformer.nothing' is no layer of the transformer",
                        "'lora_unet_double_blocks_0_img_mod_lin' is no layer of the transformer",
                        "none/config.json: is missing"));
  }
}
