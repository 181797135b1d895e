package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Faults;
import dev.rollover.model.Fixture;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Network;
import dev.rollover.model.lora.Loras;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRAs change the transformer as diffusers' {@code fuse_lora} does, or are refused by name. */
@NullMarked
class FluxLorasTest {

  private static final double TOLERANCE = 1e-4;
  private static final String QUERIES = "transformer.transformer_blocks.0.attn.to_q";

  private final Fixture base = Fixture.named("flux-unguided");
  private final Fixture loras = Fixture.named("flux-loras");
  private final Device device = Device.cpu();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @CsvSource({"peft, 1", "alphas, 0.6", "original, 1"})
  void one_gives_the_velocity_of_diffusers(String name, double scale) throws IOException {
    assertVelocity(name, lora(name, scale));
    assertThat(RelativeDifference.of(velocity(lora(name, scale)), theirs("plain")))
        .isGreaterThan(0.1);
  }

  @Test
  void several_add_up() throws IOException {
    assertVelocity("both", lora("peft", 0.5), lora("original", -0.3));
  }

  @Test
  void one_of_no_scale_changes_nothing() throws IOException {
    assertVelocity("plain", lora("original", 0));
  }

  private void assertVelocity(String name, ModelProperties.Lora... merged) throws IOException {
    assertThat(RelativeDifference.of(velocity(merged), theirs(name))).isLessThan(TOLERANCE);
  }

  private float[] theirs(String name) {
    return loras.value(name).data();
  }

  private float[] velocity(ModelProperties.Lora... merged) throws IOException {
    FluxConfig config = FluxConfig.read(base.folder());
    Faults faults = new Faults();
    CheckedNetwork checked =
        CheckedNetwork.of(base.folder(), null, folder -> config.network(), faults).orElseThrow();
    WeightChange change = Loras.read(List.of(merged), FluxLoraTargets.of(config));
    try (Network network = checked.load(change, device);
        Scope scope = device.scope()) {
      return network
          .run(
              scope,
              input(scope, "hidden_states"),
              input(scope, "encoder_hidden_states"),
              input(scope, "pooled_projections"),
              input(scope, "timestep"),
              input(scope, "img_ids"),
              input(scope, "txt_ids"))
          .toFloats();
    }
  }

  private Tensor input(Scope scope, String name) {
    FloatTensor value = base.value(name);
    return scope.floats(value.data(), value.shape());
  }

  private ModelProperties.Lora lora(String name, double scale) {
    return new ModelProperties.Lora(
        loras.folder().resolve(name + ".safetensors").toString(), scale);
  }

  @Test
  void all_keys_that_match_nothing_are_named_together() throws IOException {
    refused(
        weights -> {
          weights.put("transformer.nothing.lora_A.weight", floats(2, 32));
          weights.put("transformer.nothing.lora_B.weight", floats(32, 2));
          weights.put("transformer.transformer_blocks.0.attn.norm_q.weight", floats(16));
          weights.put(QUERIES + ".lora_B.bias", floats(32));
        },
        "'transformer.nothing' is no layer of the transformer",
        "'transformer.transformer_blocks.0.attn.norm_q.weight' is neither a matrix",
        "'" + QUERIES + ".lora_B.bias' is neither a matrix");
  }

  @Test
  void those_of_text_encoders_are_refused_by_name() throws IOException {
    refused(
        weights -> {
          weights.put("text_encoder.text_model.a.lora_A.weight", floats(2, 4));
          weights.put("lora_te1_text_model_a.lora_down.weight", floats(2, 4));
        },
        "'text_encoder.text_model.a.lora_A.weight' is of a text encoder",
        "'lora_te1_text_model_a.lora_down.weight' is of a text encoder");
  }

  @Test
  void one_of_another_size_is_refused_with_both_sizes() throws IOException {
    refused(
        weights -> weights.put(QUERIES + ".lora_A.weight", floats(3, 31)),
        "'%s' has matrices of [3, 31] and [32, 3], not [rank, 32] and [32, rank]"
            .formatted(QUERIES));
  }

  @Test
  void one_that_lacks_a_matrix_is_refused() throws IOException {
    refused(
        weights -> weights.remove(QUERIES + ".lora_B.weight"),
        "'%s' lacks one of its two matrices".formatted(QUERIES));
  }

  @Test
  void an_empty_one_is_refused() throws IOException {
    refused(Map::clear, "has no update in it");
  }

  private void refused(Consumer<Map<String, FloatTensor>> change, String... messages)
      throws IOException {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(loras.folder().resolve("alphas.safetensors"))) {
      file.names().forEach(name -> weights.put(name, file.read(name)));
    }
    change.accept(weights);
    Path changed = folder.resolve("changed.safetensors");
    Safetensors.write(changed, weights, DataType.F32);
    assertThatThrownBy(() -> velocity(new ModelProperties.Lora(changed.toString(), 1)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(changed.toString())
        .satisfies(
            thrown -> {
              String all = ((ModelFormatException) thrown).faults().toString();
              assertThat(all).contains(messages);
            });
  }

  private static FloatTensor floats(long... shape) {
    int size = 1;
    for (long side : shape) {
      size *= (int) side;
    }
    return new FloatTensor(shape, new float[size]);
  }
}
