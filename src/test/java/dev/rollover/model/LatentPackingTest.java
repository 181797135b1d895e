package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class LatentPackingTest {

  @Test
  void each_token_holds_a_square_channel_by_channel() {
    float[] image = new float[2 * 2 * 4];
    for (int i = 0; i < image.length; i++) {
      image[i] = i; // Channel 0 is rows 0 1 2 3 and 4 5 6 7; channel 1 is 8 … 15.
    }
    LatentPacking packing = new LatentPacking(2, 2, 4);
    assertThat(packing.packedShape()).isEqualTo(new LatentShape(1, 2, 8));
    assertThat(packing.pack(image))
        .containsExactly(0, 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15);
    assertThat(packing.unpack(packing.pack(image))).containsExactly(image);
  }

  @Test
  void refuses_sides_that_do_not_divide_into_squares() {
    assertThatThrownBy(() -> new LatentPacking(4, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a latent image has channels and even sides, not 4×3×4");
  }
}
