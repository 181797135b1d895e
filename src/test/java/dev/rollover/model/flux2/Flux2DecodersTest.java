package dev.rollover.model.flux2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.PropertyBinding;
import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImagePixels;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Placement;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The preview decoder of a FLUX.2 klein, and its own decoder in tiles. */
@NullMarked
class Flux2DecodersTest {

  private final Fixture pipeline = Fixture.named("flux2-pipeline");
  private final Fixture preview = Fixture.named("flux2-pipeline-preview");
  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void a_preview_is_the_image_of_a_pipeline_that_has_the_tiny_autoencoder_as_its_own()
      throws IOException {
    try (LoadedModel model = load(preview.folder(), false);
        FlowModel flow = prepare(model)) {
      assertThat(flow.hasPreview()).isTrue();
      ImagePixels.check(flow.preview(latents()).getFirst(), preview.value("pixels"));
      ImagePixels.check(flow.decode(latents()).getFirst(), pipeline.value("pixels"));
    }
  }

  @Test
  void a_preview_decoder_for_other_latents_is_refused() {
    assertThatThrownBy(() -> load(Fixture.named("tiny-taef1").folder(), false))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'latent_channels' is 3 as the full decoder's, not 16");
  }

  @Test
  void an_image_in_tiles_is_that_of_diffusers() throws IOException {
    try (LoadedModel model = load(preview.folder(), true);
        FlowModel flow = prepare(model)) {
      ImagePixels.check(flow.decode(latents()).getFirst(), preview.value("tiled_pixels"));
    }
  }

  private LoadedModel load(Path previewFolder, boolean inTiles) throws IOException {
    Path folder = pipeline.folder();
    Map<String, String> said =
        Map.of(
            "m.name", "klein",
            "m.location", folder.toString(),
            "m.preview", previewFolder.toString());
    Placement placement = Placement.on(new Place(device, DeviceCalls.direct()));
    return new Flux2Family()
        .check(PropertyBinding.bind("m", ModelProperties.Folder.class, said), folder)
        .load(new Layout(placement, inTiles));
  }

  private static FlowModel prepare(LoadedModel model) {
    return model.prepare(new Conditions("red", 12, 20, null, false));
  }

  private List<float[]> latents() {
    return List.of(pipeline.value("latents").data());
  }
}
