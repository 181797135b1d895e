package dev.rollover.shapes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pixels of one colour that hang together by their sides.
 *
 * @param pixels their indices, row-major
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on within one parse, never compared.
record Region(Colour colour, int[] pixels) {

  private static final int SIZE = Scene.SIZE;

  /** A pixel is inside an outline that covers at least half of it. */
  static final float INSIDE = 0.5f;

  /** Fewer pixels are noise: half of what the smallest star covers. */
  private static final int LEAST_PIXELS = 16;

  int left() {
    return columns().min().orElseThrow();
  }

  int right() {
    return columns().max().orElseThrow();
  }

  int top() {
    return rows().min().orElseThrow();
  }

  int bottom() {
    return rows().max().orElseThrow();
  }

  private IntStream columns() {
    return Arrays.stream(pixels).map(pixel -> pixel % SIZE);
  }

  private IntStream rows() {
    return Arrays.stream(pixels).map(pixel -> pixel / SIZE);
  }

  /** The regions of a picture that are large enough for an object, from top to bottom. */
  static List<Region> findAll(Paint paint) {
    @Nullable Colour[] unclaimed = paint.colours().clone();
    for (int pixel = 0; pixel < unclaimed.length; pixel++) {
      if (paint.coverages()[pixel] < INSIDE) {
        unclaimed[pixel] = null;
      }
    }
    List<Region> regions = new ArrayList<>();
    int[] stack = new int[unclaimed.length];
    for (int pixel = 0; pixel < unclaimed.length; pixel++) {
      Colour colour = unclaimed[pixel];
      if (colour != null) {
        Region region = new Region(colour, claim(pixel, colour, unclaimed, stack));
        if (region.pixels.length >= LEAST_PIXELS) {
          regions.add(region);
        }
      }
    }
    return regions;
  }

  /** Everything of one colour that hangs together with the seed; the stack ends up holding it. */
  private static int[] claim(int seed, Colour colour, @Nullable Colour[] unclaimed, int[] stack) {
    int found = 0;
    unclaimed[seed] = null;
    stack[found++] = seed;
    for (int next = 0; next < found; next++) {
      int pixel = stack[next];
      int column = pixel % SIZE;
      int[] neighbours = {
        column > 0 ? pixel - 1 : -1, column < SIZE - 1 ? pixel + 1 : -1, pixel - SIZE, pixel + SIZE
      };
      for (int neighbour : neighbours) {
        if (neighbour >= 0 && neighbour < unclaimed.length && unclaimed[neighbour] == colour) {
          unclaimed[neighbour] = null;
          stack[found++] = neighbour;
        }
      }
    }
    return Arrays.copyOf(stack, found);
  }
}
