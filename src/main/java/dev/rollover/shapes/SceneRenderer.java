package dev.rollover.shapes;

import java.util.Arrays;

/** Draws scenes, antialiased, on one constant light background; the same pixels every time. */
public final class SceneRenderer {

  /** The background's value in all three channels. */
  static final int BACKGROUND = 245;

  private SceneRenderer() {}

  /**
   * The picture of a scene.
   *
   * @return 8-bit sRGB, row-major {@code [64, 64, 3]}
   */
  public static byte[] render(Scene scene) {
    byte[] rgb = new byte[3 * Scene.SIZE * Scene.SIZE];
    Arrays.fill(rgb, (byte) BACKGROUND);
    scene.objects().forEach(object -> draw(object, rgb));
    return rgb;
  }

  private static void draw(SceneObject object, byte[] rgb) {
    int left = firstPixel(object.x() - object.radius());
    int right = lastPixel(object.x() + object.radius());
    int top = firstPixel(object.y() - object.radius());
    int bottom = lastPixel(object.y() + object.radius());
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        double coverage = object.coverage(x + 0.5, y + 0.5);
        blend(object.kind().colour(), coverage, rgb, 3 * (y * Scene.SIZE + x));
      }
    }
  }

  private static void blend(Colour colour, double coverage, byte[] rgb, int at) {
    if (coverage == 0) {
      return;
    }
    for (int channel = 0; channel < 3; channel++) {
      int below = rgb[at + channel] & 0xff;
      rgb[at + channel] = (byte) Math.round(below + coverage * (colour.channel(channel) - below));
    }
  }

  private static int firstPixel(double edge) {
    return Math.max(0, (int) Math.floor(edge - 0.5));
  }

  private static int lastPixel(double edge) {
    return Math.min(Scene.SIZE - 1, (int) Math.ceil(edge + 0.5));
  }
}
