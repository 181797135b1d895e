package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RgbImageTest {

  @Test
  void planes_out_of_range_are_clipped() {
    assertThat(RgbImage.fromPlanes(new float[] {-2, 2, 0}, 1, 1).rgb())
        .containsExactly((byte) 0, (byte) 255, (byte) 128);
  }

  @Test
  void planes_become_pixels_row_by_row() {
    float[] planes = {1, -1, -1, -1, -1, 1, -1, -1, -1, -1, -1, 1};
    byte full = (byte) 255;
    assertThat(RgbImage.fromPlanes(planes, 2, 2).rgb())
        .containsExactly(full, 0, 0, 0, full, 0, 0, 0, 0, 0, 0, full);
  }
}
