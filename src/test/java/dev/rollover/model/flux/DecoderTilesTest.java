package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.Conditions;
import dev.rollover.model.DecoderTiles;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.Network;
import dev.rollover.model.Placement;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Large images decoded in tiles. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecoderTilesTest {

  private static final Fixture RUNS = Fixture.named("pipeline-runs");
  private static final Path BUNDLED = Path.of("src/main/resources/models/shapes");
  private static final int HEIGHT = 15;
  private static final int WIDTH = 22;

  private final Device device = Device.cpu();

  @AfterAll
  void close() {
    device.close();
  }

  @Test
  void go_over_into_each_other_as_those_of_diffusers() throws IOException {
    Path vae = Fixture.named("pipeline").folder().resolve("vae");
    AutoencoderConfig config = AutoencoderConfig.read(vae);
    DecoderTiles tiles = DecoderTiles.of(config.sampleSize(), config.pixelsPerLatent());
    float[] latents = RUNS.value("tileLatents").data();
    try (Network decoder = Network.load(config.decoderNetwork(), vae, device)) {
      float[] tiled =
          tiles.decode(
              latents,
              HEIGHT,
              WIDTH,
              (tile, height, width) -> decode(decoder, tile, height, width));
      assertThat(tiles.divide(HEIGHT, WIDTH)).isTrue();
      assertThat(RelativeDifference.of(tiled, RUNS.value("tiled").data())).isLessThan(1e-5);
      assertThat(RelativeDifference.of(tiled, RUNS.value("whole").data())).isGreaterThan(0.01);
      assertThat(
              RelativeDifference.of(
                  decode(decoder, latents, HEIGHT, WIDTH), RUNS.value("whole").data()))
          .isLessThan(1e-5);
    }
  }

  private float[] decode(Network decoder, float[] latents, int height, int width) {
    try (Scope scope = device.scope()) {
      return decoder
          .run(scope, scope.floats(latents, 1, latents.length / height / width, height, width))
          .toFloats();
    }
  }

  @Test
  void are_the_whole_where_an_image_is_one() {
    DecoderTiles tiles = new DecoderTiles(8, 2);
    float[] latents = {1, 2, 3, 4, 5, 6};
    assertThat(tiles.divide(2, 3)).isFalse();
    assertThat(tiles.decode(latents, 2, 3, (tile, height, width) -> doubled(tile, height, width)))
        .isEqualTo(doubled(latents, 2, 3));
  }

  @Test
  void meet_without_a_seam_where_pixels_depend_on_nothing_around() {
    DecoderTiles tiles = new DecoderTiles(4, 2);
    float[] latents = new float[13 * 9];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = i;
    }
    assertThat(
            RelativeDifference.of(
                tiles.decode(latents, 13, 9, DecoderTilesTest::doubled), doubled(latents, 13, 9)))
        .isLessThan(1e-6);
  }

  /** Every number as two by two pixels of three colours. */
  private static float[] doubled(float[] latents, int height, int width) {
    float[] pixels = new float[3 * 4 * height * width];
    for (int i = 0; i < pixels.length; i++) {
      int y = i / (2 * width) % (2 * height) / 2;
      int x = i % (2 * width) / 2;
      pixels[i] = latents[y * width + x];
    }
    return pixels;
  }

  @Test
  void of_the_bundled_model_differ_little_from_the_whole() throws IOException {
    try (LoadedModel whole = load(false);
        LoadedModel tiled = load(true)) {
      RgbImage usual = image(whole, 96, 160);
      RgbImage inTiles = image(tiled, 96, 160);
      assertThat(meanDifference(inTiles, usual)).isBetween(0.01, 6.0);
      assertThat(image(tiled, 64, 64).rgb()).isEqualTo(image(whole, 64, 64).rgb());
    }
  }

  private LoadedModel load(boolean inTiles) throws IOException {
    Placement placement = Placement.on(new Place(device, DeviceCalls.direct()));
    return new FluxFamily().load(BUNDLED, new Layout(placement, inTiles));
  }

  private static RgbImage image(LoadedModel model, int width, int height) {
    DeviceAccount account = new DeviceAccount(false);
    Conditions conditions = new Conditions("two red circles", width, height, null, account);
    try (FlowModel flow = model.prepare(conditions)) {
      float[] noise = new float[flow.latentShape().size()];
      Random random = new Random(3);
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) random.nextGaussian();
      }
      float[] velocity = flow.velocity(List.of(noise), new double[] {1}).getFirst();
      for (int i = 0; i < noise.length; i++) {
        noise[i] -= velocity[i];
      }
      return flow.decode(List.of(noise)).getFirst();
    }
  }

  private static double meanDifference(RgbImage one, RgbImage other) {
    double sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
    }
    return sum / one.rgb().length;
  }

  @Test
  void have_sides_that_are_cut_into_quarters() {
    assertThat(DecoderTiles.of(1024, 8)).isEqualTo(new DecoderTiles(128, 8));
    assertThat(DecoderTiles.of(8, 8)).isEqualTo(new DecoderTiles(4, 8));
    assertThatThrownBy(() -> new DecoderTiles(6, 8)).hasMessageContaining("a multiple of 4, not 6");
  }
}
