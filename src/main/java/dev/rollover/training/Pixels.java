package dev.rollover.training;

/** Pixels as a model sees them: channels first, [−1, 1]. */
final class Pixels {

  private Pixels() {}

  /**
   * From 8-bit RGB.
   *
   * @param rgb row-major {@code [height, width, 3]}
   * @return {@code [3, height, width]}
   */
  static float[] fromRgb(byte[] rgb) {
    int area = rgb.length / 3;
    float[] pixels = new float[rgb.length];
    for (int at = 0; at < area; at++) {
      for (int channel = 0; channel < 3; channel++) {
        pixels[channel * area + at] = (rgb[3 * at + channel] & 0xff) / 127.5f - 1;
      }
    }
    return pixels;
  }
}
