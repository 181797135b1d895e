package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.PropertyBinding;
import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A model with a preview decoder beside it, and without. */
@NullMarked
class PreviewTest {

  private static final Path PREVIEW = Fixture.named("pipeline-preview").folder();
  private static final String WEIGHTS = "diffusion_pytorch_model.safetensors";

  private final Fixture pipeline = Fixture.named("pipeline");
  private final Device device = Device.cpu();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void gives_the_image_of_a_pipeline_that_has_the_tiny_autoencoder_as_its_own() throws IOException {
    FloatTensor theirs = Fixture.named("pipeline-preview").value("pixels");
    try (LoadedModel model = load(pipeline.folder(), PREVIEW.toString());
        FlowModel flow = prepare(model)) {
      assertThat(flow.hasPreview()).isTrue();
      RgbImage image = flow.preview(latents()).getFirst();
      assertThat(image.height()).isEqualTo((int) theirs.shape()[1]);
      assertThat(image.width()).isEqualTo((int) theirs.shape()[2]);
      for (int i = 0; i < image.rgb().length; i++) {
        assertThat((image.rgb()[i] & 0xff) / 255.0).isCloseTo(theirs.data()[i], within(0.51 / 255));
      }
    }
  }

  @Test
  void is_the_full_decoders_image_where_there_is_no_preview_decoder() throws IOException {
    try (LoadedModel model = load(pipeline.folder(), null);
        FlowModel flow = prepare(model)) {
      assertThat(flow.hasPreview()).isFalse();
      assertThat(flow.preview(latents()).getFirst().rgb())
          .isEqualTo(flow.decode(latents()).getFirst().rgb());
    }
  }

  @Test
  void is_found_in_the_models_own_folder() throws IOException {
    copyWithPreview();
    try (LoadedModel model =
            new FluxFamily().load(folder, Layout.on(new Place(device, DeviceCalls.direct())));
        FlowModel flow = prepare(model)) {
      assertThat(flow.hasPreview()).isTrue();
      assertThat(flow.preview(latents()).getFirst().rgb())
          .isNotEqualTo(flow.decode(latents()).getFirst().rgb());
    }
  }

  @Test
  void leaves_the_finished_image_as_it_is_without_one() throws IOException {
    try (LoadedModel with = load(pipeline.folder(), PREVIEW.toString());
        LoadedModel without = load(pipeline.folder(), null);
        FlowModel one = prepare(with);
        FlowModel other = prepare(without)) {
      assertThat(one.decode(latents()).getFirst().rgb())
          .isEqualTo(other.decode(latents()).getFirst().rgb());
    }
  }

  @Test
  void is_a_call_of_its_own_that_is_charged_to_its_job() throws IOException {
    List<String> operations = Collections.synchronizedList(new ArrayList<>());
    DeviceAccount account = new DeviceAccount(false);
    try (DeviceWorker worker =
            new DeviceWorker(
                8, (operation, rows, calls, time) -> operations.add(operation + " " + rows));
        LoadedModel model = load(pipeline.folder(), PREVIEW.toString(), new Place(device, worker));
        FlowModel flow = model.prepare(new Conditions("red", 24, 40, null, account))) {
      long before = account.nanos();
      float[] latent = latents().getFirst();
      assertThat(flow.preview(List.of(latent, latent))).hasSize(2);
      assertThat(flow.preview(List.of())).isEmpty();
      assertThat(operations).endsWith("preview 2");
      assertThat(account.nanos()).isGreaterThan(before);
    }
  }

  @Test
  void leaves_nothing_on_the_device() throws IOException {
    int before = device.liveTensors();
    try (LoadedModel model = load(pipeline.folder(), PREVIEW.toString());
        FlowModel flow = prepare(model)) {
      int weights = device.liveTensors();
      flow.preview(latents());
      assertThat(device.liveTensors()).isEqualTo(weights);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void refuses_latents_of_another_size() throws IOException {
    try (LoadedModel model = load(pipeline.folder(), PREVIEW.toString());
        FlowModel flow = prepare(model)) {
      assertThatThrownBy(() -> flow.preview(List.of(new float[3])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a latent has 240 values, not 3");
    }
  }

  @Test
  void names_what_a_folder_lacks() throws IOException {
    assertThatThrownBy(() -> load(pipeline.folder(), folder.resolve("none").toString()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("none/config.json: is missing");
    Files.copy(PREVIEW.resolve("config.json"), folder.resolve("config.json"));
    assertThatThrownBy(() -> load(pipeline.folder(), folder.toString()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(folder + ": has none of " + WEIGHTS);
  }

  @Test
  void names_the_file_that_is_broken() throws IOException {
    int before = device.liveTensors();
    copyWithPreview();
    Path weights = folder.resolve("vae_preview").resolve(WEIGHTS);
    byte[] half = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(half, half.length / 2));
    assertThatThrownBy(() -> load(folder, null))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("vae_preview/" + WEIGHTS);
    Files.writeString(folder.resolve("vae_preview/config.json"), "{");
    assertThatThrownBy(() -> load(folder, null))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("vae_preview/config.json: is not JSON");
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void names_the_weight_that_its_config_needs_and_its_file_lacks() throws IOException {
    copyWithPreview();
    Path config = folder.resolve("vae_preview/config.json");
    String blocks = Files.readString(config).replaceAll("\\s", "");
    assertThat(blocks).contains("\"num_decoder_blocks\":[2,0,1]");
    Files.writeString(config, blocks.replace("[2,0,1]", "[2,1,0]"));
    int before = device.liveTensors();
    assertThatThrownBy(() -> load(folder, null))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            WEIGHTS + ": 'decoder.layers.6.conv.0.weight' is missing among the weights");
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void names_the_field_that_does_not_fit_the_full_decoder() {
    assertThatThrownBy(() -> load(pipeline.folder(), fixture("tiny-swish")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("config.json: 'latent_channels' is 4 as the full decoder's, not 5");
    assertThatThrownBy(() -> load(pipeline.folder(), fixture("tiny-taef1")))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'latent_channels' is 4 as the full decoder's, not 16");
  }

  @Test
  void names_the_field_that_leads_to_another_size() throws IOException {
    String config = Files.readString(PREVIEW.resolve("config.json"));
    String larger = "\"upsampling_scaling_factor\": 3";
    Files.writeString(
        folder.resolve("config.json"), config.replace("\"upsampling_scaling_factor\": 2", larger));
    assertThatThrownBy(() -> load(pipeline.folder(), folder.toString()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            "config.json: 'num_decoder_blocks' leads to 4 pixels along a side of each latent"
                + " position as the full decoder does, not 9");
  }

  private static String fixture(String name) {
    return Fixture.named(name).folder().toString();
  }

  private void copyWithPreview() throws IOException {
    FileSystemUtils.copyRecursively(pipeline.folder(), folder);
    FileSystemUtils.copyRecursively(PREVIEW, folder.resolve("vae_preview"));
  }

  private LoadedModel load(Path model, @Nullable String preview) throws IOException {
    return load(model, preview, new Place(device, DeviceCalls.direct()));
  }

  private static LoadedModel load(Path model, @Nullable String preview, Place place)
      throws IOException {
    Map<String, String> said = new HashMap<>(Map.of("m.name", "m", "m.location", model.toString()));
    if (preview != null) {
      said.put("m.preview", preview);
    }
    ModelProperties.Folder properties =
        PropertyBinding.bind("m", ModelProperties.Folder.class, said);
    return new FluxFamily().check(properties, model).load(Layout.on(place));
  }

  private static FlowModel prepare(LoadedModel model) {
    return model.prepare(new Conditions("red", 24, 40, null, false));
  }

  private List<float[]> latents() {
    return List.of(pipeline.value("latents").data());
  }
}
