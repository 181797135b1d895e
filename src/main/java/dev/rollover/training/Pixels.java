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

  /** To 8-bit RGB, clipped and rounded: the inverse of {@link #fromRgb}. */
  static byte[] toRgb(float[] pixels) {
    int area = pixels.length / 3;
    byte[] rgb = new byte[pixels.length];
    for (int at = 0; at < area; at++) {
      for (int channel = 0; channel < 3; channel++) {
        float value = pixels[channel * area + at] * 127.5f + 127.5f;
        rgb[3 * at + channel] = (byte) Math.round(Math.clamp(value, 0f, 255f));
      }
    }
    return rgb;
  }
}
