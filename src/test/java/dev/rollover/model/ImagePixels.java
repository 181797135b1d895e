package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.tensor.FloatTensor;

/** That an image is one of diffusers'. */
public final class ImagePixels {

  private ImagePixels() {}

  /**
   * Compares within the rounding to bytes.
   *
   * @param theirs {@code [1, height, width, 3]} in [0, 1]
   */
  public static void check(RgbImage image, FloatTensor theirs) {
    assertThat(image.height()).isEqualTo((int) theirs.shape()[1]);
    assertThat(image.width()).isEqualTo((int) theirs.shape()[2]);
    for (int i = 0; i < image.rgb().length; i++) {
      assertThat((image.rgb()[i] & 0xff) / 255.0).isCloseTo(theirs.data()[i], within(0.51 / 255));
    }
  }
}
