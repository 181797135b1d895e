package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.RgbImage;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold of any filter; that all bits are Pillow's, {@link ImageProcessorTest} shows. */
@NullMarked
class ResizeTest {

  private static final int SIDE = 12;

  @ParameterizedTest
  @EnumSource(Filter.class)
  void an_image_of_the_size_stays_as_it_is(Filter filter) {
    RgbImage image = ramp(SIDE);
    assertThat(Resize.to(SIDE, SIDE, image, filter)).isSameAs(image);
  }

  @ParameterizedTest
  @EnumSource(Filter.class)
  void one_colour_stays_one_colour(Filter filter) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    Arrays.fill(rgb, (byte) 200);
    RgbImage image = new RgbImage(SIDE, SIDE, rgb);
    for (int side : new int[] {1, 5, 31}) {
      assertThat(Resize.to(side, 7, image, filter).rgb()).containsOnly((byte) 200);
    }
  }

  @ParameterizedTest
  @EnumSource(Filter.class)
  void a_ramp_stays_a_ramp(Filter filter) {
    RgbImage half = Resize.to(SIDE / 2, SIDE, ramp(SIDE), filter);
    for (int x = 1; x < half.width() - 1; x++) {
      assertThat(half.rgb()[3 * x]).isBetween((byte) (20 * x + 4), (byte) (20 * x + 6));
    }
  }

  /** Ten brighter from column to column. */
  private static RgbImage ramp(int side) {
    byte[] rgb = new byte[3 * side * side];
    for (int at = 0; at < rgb.length; at++) {
      rgb[at] = (byte) (10 * (at / 3 % side));
    }
    return new RgbImage(side, side, rgb);
  }
}
