package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullMarked
class RgbPixelsTest {

  private Device device;
  private RgbPixels pixels;

  @BeforeEach
  void open() {
    device = Device.cpu();
    pixels = new RgbPixels(device);
  }

  @AfterEach
  void close() {
    pixels.close();
    device.close();
  }

  @Test
  void what_is_out_of_range_is_clipped() {
    assertThat(of(new float[] {-2, 2, 0}, 1, 1)).containsExactly(0, 255, 128);
  }

  @Test
  void planes_become_pixels_row_by_row() {
    float[] planes = {1, -1, -1, -1, -1, 1, -1, -1, -1, -1, -1, 1};
    assertThat(of(planes, 2, 2)).containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255);
  }

  @Test
  void every_image_of_a_batch_has_its_own() {
    try (Scope scope = device.scope()) {
      List<byte[]> both =
          pixels.of(scope, scope.stack(List.of(new float[3], new float[] {1, 1, 1}), 3, 1, 1));
      assertThat(both).hasSize(2);
      assertThat(levels(both.get(0))).containsExactly(128, 128, 128);
      assertThat(levels(both.get(1))).containsExactly(255, 255, 255);
    }
  }

  private int[] of(float[] planes, int height, int width) {
    try (Scope scope = device.scope()) {
      return levels(pixels.of(scope, scope.stack(List.of(planes), 3, height, width)).getFirst());
    }
  }

  private static int[] levels(byte[] bytes) {
    int[] levels = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      levels[i] = bytes[i] & 0xff;
    }
    return levels;
  }
}
