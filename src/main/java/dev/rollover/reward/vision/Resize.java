package dev.rollover.reward.vision;

import dev.rollover.model.RgbImage;

/**
 * Makes images larger or smaller as Pillow's {@code Image.resize} does, to the bit: across, then
 * down, each rounded to 8 bits.
 */
final class Resize {

  private static final int HALF = 1 << (Taps.PRECISION - 1);

  private Resize() {}

  /** The image in another size; itself where it has that size already. */
  static RgbImage to(int width, int height, RgbImage image, Filter filter) {
    RgbImage across = image.width() == width ? image : across(image, width, filter);
    return across.height() == height ? across : down(across, height, filter);
  }

  private static RgbImage across(RgbImage image, int width, Filter filter) {
    Taps taps = Taps.of(image.width(), width, filter);
    byte[] resized = new byte[3 * width * image.height()];
    for (int y = 0, to = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++, to += 3) {
        int from = 3 * (y * image.width() + taps.first()[x]);
        pixel(image.rgb(), from, 3, taps.weights()[x], resized, to);
      }
    }
    return new RgbImage(width, image.height(), resized);
  }

  private static RgbImage down(RgbImage image, int height, Filter filter) {
    Taps taps = Taps.of(image.height(), height, filter);
    byte[] resized = new byte[3 * image.width() * height];
    int row = 3 * image.width();
    for (int y = 0, to = 0; y < height; y++) {
      for (int x = 0; x < image.width(); x++, to += 3) {
        int from = taps.first()[y] * row + 3 * x;
        pixel(image.rgb(), from, row, taps.weights()[y], resized, to);
      }
    }
    return new RgbImage(image.width(), height, resized);
  }

  /** One pixel of the weighted pixels that begin at a place and stand a step from each other. */
  private static void pixel(byte[] rgb, int from, int step, int[] weights, byte[] into, int to) {
    int red = HALF;
    int green = HALF;
    int blue = HALF;
    int at = from;
    for (int weight : weights) {
      red += weight * (rgb[at] & 0xff);
      green += weight * (rgb[at + 1] & 0xff);
      blue += weight * (rgb[at + 2] & 0xff);
      at += step;
    }
    into[to] = clipped(red);
    into[to + 1] = clipped(green);
    into[to + 2] = clipped(blue);
  }

  private static byte clipped(int sum) {
    return (byte) Math.clamp(sum >> Taps.PRECISION, 0, 255);
  }
}
