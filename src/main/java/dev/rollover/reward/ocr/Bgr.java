package dev.rollover.reward.ocr;

import dev.rollover.model.RgbImage;

/**
 * What PP-OCR's networks look at: the planes blue, green and red of an image in another size, each
 * value {@code v} of 0 to 255 as {@code v / 127.5 − 1}.
 */
final class Bgr {

  private Bgr() {}

  /** An image in a size, as {@code [3, height, width]}. */
  static float[] planes(RgbImage image, int width, int height) {
    return planes(image, width, height, width);
  }

  /**
   * An image in a size, as {@code [3, height, padded]}; what is right of it is 0, a middle grey.
   * Between pixels, which are not averaged where the image becomes smaller, it is bilinear, as
   * OpenCV's {@code resize}.
   */
  static float[] planes(RgbImage image, int width, int height, int padded) {
    float[] planes = new float[3 * height * padded];
    for (int y = 0; y < height; y++) {
      double down = place(y, height, image.height());
      for (int x = 0; x < width; x++) {
        double across = place(x, width, image.width());
        for (int plane = 0; plane < 3; plane++) {
          long value = Math.round(value(image, across, down, 2 - plane));
          planes[(plane * height + y) * padded + x] = value / 127.5f - 1;
        }
      }
    }
    return planes;
  }

  /** Where a pixel of one row or column lies in a longer or a shorter one. */
  private static double place(int at, int length, int from) {
    return Math.clamp((at + 0.5) * from / length - 0.5, 0, from - 1);
  }

  private static double value(RgbImage image, double x, double y, int colour) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, image.width() - 1);
    int bottom = Math.min(top + 1, image.height() - 1);
    double upper = mix(pixel(image, left, top, colour), pixel(image, right, top, colour), x - left);
    double lower =
        mix(pixel(image, left, bottom, colour), pixel(image, right, bottom, colour), x - left);
    return mix(upper, lower, y - top);
  }

  private static double mix(double one, double other, double share) {
    return one + share * (other - one);
  }

  private static int pixel(RgbImage image, int x, int y, int colour) {
    return image.rgb()[3 * (y * image.width() + x) + colour] & 0xff;
  }
}
