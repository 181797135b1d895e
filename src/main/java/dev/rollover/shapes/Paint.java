package dev.rollover.shapes;

import org.jspecify.annotations.Nullable;

/**
 * How much of which colour every pixel of a picture holds.
 *
 * <p>Between background b and colour c a pixel p is b + a·(c − b) with coverage a, blurred or
 * antialiased alike. So the colour is the one whose c − b points most nearly along p − b, and a is
 * the projection on it. The direction is taken from the 3 × 3 pixels around, which makes it steady
 * under noise; the coverage from the pixel itself, which keeps outlines sharp.
 *
 * @param colours by pixel, row-major; null where the picture is background
 * @param coverages by pixel, row-major, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on within one parse, never compared.
record Paint(@Nullable Colour[] colours, float[] coverages) {

  private static final int SIZE = Scene.SIZE;

  /** Departures shorter than this, in 8-bit levels, have no direction to speak of. */
  private static final float FAINTEST = 30;

  static Paint of(byte[] rgb) {
    float[] departures = departures(rgb);
    @Nullable Colour[] colours = new @Nullable Colour[SIZE * SIZE];
    float[] coverages = new float[SIZE * SIZE];
    for (int pixel = 0; pixel < colours.length; pixel++) {
      if (squaredLength(departures, 3 * pixel) < FAINTEST * FAINTEST) {
        continue;
      }
      Ink ink = Ink.nearest(neighbourhood(departures, pixel));
      colours[pixel] = ink.colour();
      coverages[pixel] = Math.clamp(ink.coverage(departures, 3 * pixel), 0f, 1f);
    }
    return new Paint(colours, coverages);
  }

  /** p − b, {@code [64, 64, 3]}. */
  private static float[] departures(byte[] rgb) {
    float[] departures = new float[rgb.length];
    for (int at = 0; at < rgb.length; at++) {
      departures[at] = (rgb[at] & 0xff) - SceneRenderer.BACKGROUND;
    }
    return departures;
  }

  private static float squaredLength(float[] vectors, int at) {
    return vectors[at] * vectors[at]
        + vectors[at + 1] * vectors[at + 1]
        + vectors[at + 2] * vectors[at + 2];
  }

  /** The sum of the departures of the pixel and its up to eight neighbours. */
  private static float[] neighbourhood(float[] departures, int pixel) {
    float[] sum = new float[3];
    int column = pixel % SIZE;
    int row = pixel / SIZE;
    for (int y = Math.max(0, row - 1); y <= Math.min(SIZE - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(SIZE - 1, column + 1); x++) {
        int at = 3 * (y * SIZE + x);
        sum[0] += departures[at];
        sum[1] += departures[at + 1];
        sum[2] += departures[at + 2];
      }
    }
    return sum;
  }
}
