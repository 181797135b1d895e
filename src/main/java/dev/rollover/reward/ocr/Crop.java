package dev.rollover.reward.ocr;

import dev.rollover.model.RgbImage;

/**
 * A quad of an image, straightened as OpenCV's {@code warpPerspective} does it: values between
 * pixels are bicubic (Keys' kernel, a = −3/4), and the image's edges go on for ever.
 */
final class Crop {

  private static final double KEYS = -0.75;

  /** Text that is so much higher than wide stands on its side. */
  private static final double UPRIGHT = 1.5;

  private Crop() {}

  /**
   * What stands in a quad, as large as its longer sides; turned to the left by a quarter where it
   * is much higher than wide.
   */
  static RgbImage of(RgbImage image, Quad quad) {
    Projection projection = Projection.onto(quad);
    int width = (int) quad.width();
    int height = (int) quad.height();
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        put(image, projection.at((double) x / width, (double) y / height), rgb, at);
      }
    }
    RgbImage crop = new RgbImage(width, height, rgb);
    return height >= UPRIGHT * width ? turnedLeft(crop) : crop;
  }

  private static void put(RgbImage image, Point place, byte[] rgb, int at) {
    int left = (int) Math.floor(place.x());
    int top = (int) Math.floor(place.y());
    double[] across = weights(place.x() - left);
    double[] down = weights(place.y() - top);
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int row = 0; row < 4; row++) {
      int line = Math.clamp(top - 1 + row, 0, image.height() - 1) * image.width();
      for (int column = 0; column < 4; column++) {
        int from = 3 * (line + Math.clamp(left - 1 + column, 0, image.width() - 1));
        double weight = down[row] * across[column];
        red += weight * (image.rgb()[from] & 0xff);
        green += weight * (image.rgb()[from + 1] & 0xff);
        blue += weight * (image.rgb()[from + 2] & 0xff);
      }
    }
    rgb[at] = rounded(red);
    rgb[at + 1] = rounded(green);
    rgb[at + 2] = rounded(blue);
  }

  /** Of the four pixels round a place that is so far behind the second of them. */
  private static double[] weights(double behind) {
    double first = further(behind + 1);
    double second = nearer(behind);
    double third = nearer(1 - behind);
    return new double[] {first, second, third, 1 - first - second - third};
  }

  private static double nearer(double distance) {
    return ((KEYS + 2) * distance - (KEYS + 3)) * distance * distance + 1;
  }

  private static double further(double distance) {
    return ((KEYS * distance - 5 * KEYS) * distance + 8 * KEYS) * distance - 4 * KEYS;
  }

  private static byte rounded(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  private static RgbImage turnedLeft(RgbImage image) {
    int width = image.height();
    int height = image.width();
    byte[] turned = new byte[image.rgb().length];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        int from = 3 * (x * height + height - 1 - y);
        System.arraycopy(image.rgb(), from, turned, at, 3);
      }
    }
    return new RgbImage(width, height, turned);
  }
}
