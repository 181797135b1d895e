package dev.rollover.shapes;

/** Brings pictures to the scene's size. */
public final class SceneSize {

  private SceneSize() {}

  /**
   * The same picture in {@code [64, 64, 3]}: each pixel the mean of those that it stands for.
   *
   * @param rgb 8-bit sRGB, row-major {@code [height, width, 3]}
   */
  public static byte[] fit(byte[] rgb, int width, int height) {
    if (width == Scene.SIZE && height == Scene.SIZE) {
      return rgb;
    }
    byte[] fitted = new byte[3 * Scene.SIZE * Scene.SIZE];
    for (int y = 0, at = 0; y < Scene.SIZE; y++) {
      int top = y * height / Scene.SIZE;
      int bottom = Math.max(top + 1, (y + 1) * height / Scene.SIZE);
      for (int x = 0; x < Scene.SIZE; x++, at += 3) {
        int left = x * width / Scene.SIZE;
        int right = Math.max(left + 1, (x + 1) * width / Scene.SIZE);
        for (int channel = 0; channel < 3; channel++) {
          fitted[at + channel] = mean(rgb, width, left, top, right, bottom, channel);
        }
      }
    }
    return fitted;
  }

  private static byte mean(
      byte[] rgb, int width, int left, int top, int right, int bottom, int channel) {
    int sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += rgb[3 * (y * width + x) + channel] & 0xff;
      }
    }
    return (byte) Math.round((float) sum / ((right - left) * (bottom - top)));
  }
}
