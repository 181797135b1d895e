package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class RecordedProcessorTest {

  private static final int SIDE = 24;
  private static final double LEAST_DEVIATION = 0.26130258;

  /** Both steps of resizing round to whole numbers of 255, which the function does not. */
  private static final double ROUNDING = 1.01 / 255 / LEAST_DEVIATION;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, shortest_edge, 64, 64",
    "2, shortest_edge, 64, 48",
    "3, shortest_edge, 33, 71",
    "3, shortest_edge, 24, 24",
    "3, shortest_edge, 9, 17",
    "3, none, 16, 40"
  })
  void does_what_the_processor_does_but_for_rounding(int filter, String size, int width, int height)
      throws IOException {
    ImageProcessor processor = processor(filter, size);
    RgbImage image = image(width, height);
    float[] wanted = processor.process(image);
    try (Device device = Device.cpu();
        Scope scope = device.scope();
        RecordedProcessor recorded = processor.recorded(device)) {
      float[] is =
          recorded.record(scope, scope.floats(decoded(image), 1, 3, height, width)).toFloats();
      assertThat(is).hasSameSizeAs(wanted);
      for (int at = 0; at < is.length; at++) {
        assertThat((double) is[at]).as("value %d", at).isCloseTo(wanted[at], within(ROUNDING));
      }
    }
  }

  private ImageProcessor processor(int filter, String size) throws IOException {
    String sizing =
        size.equals("none") ? "\"do_resize\": false" : "\"size\": {\"%s\": 24}".formatted(size);
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        "{%s, \"resample\": %d, \"crop_size\": {\"height\": 24, \"width\": 24}}"
            .formatted(sizing, filter));
    return ImageProcessor.read(folder, SIDE, ImageProcessor.Usual.CLIP);
  }

  private static RgbImage image(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(7).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  /** As decoders answer it: {@code [3, height, width]} in [−1, 1]. */
  private static float[] decoded(RgbImage image) {
    int pixels = image.width() * image.height();
    float[] planes = new float[3 * pixels];
    for (int at = 0; at < pixels; at++) {
      for (int colour = 0; colour < 3; colour++) {
        planes[colour * pixels + at] = (image.rgb()[3 * at + colour] & 0xff) / 127.5f - 1;
      }
    }
    return planes;
  }
}
