package dev.rollover.shapes;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Spoils pictures of 64 × 64 as a decoder might. */
final class Pictures {

  private static final int SIZE = Scene.SIZE;

  private Pictures() {}

  /** Adds Gaussian noise of the given standard deviation, in 8-bit levels. */
  static byte[] noisy(byte[] picture, double deviation, Random random) {
    byte[] noisy = new byte[picture.length];
    for (int at = 0; at < noisy.length; at++) {
      noisy[at] = level((picture[at] & 0xff) + deviation * random.nextGaussian());
    }
    return noisy;
  }

  /** A Gaussian blur of the given standard deviation, in pixels. */
  static byte[] blurred(byte[] picture, double deviation) {
    double[] kernel = gaussian(deviation);
    return blurredAlong(blurredAlong(picture, kernel, 1, 0), kernel, 0, 1);
  }

  /** Every pixel as a square of so many pixels a side. */
  static byte[] enlarged(byte[] picture, int factor) {
    int side = factor * SIZE;
    byte[] enlarged = new byte[3 * side * side];
    for (int at = 0; at < enlarged.length; at++) {
      int column = at / 3 % side / factor;
      int row = at / 3 / side / factor;
      enlarged[at] = picture[3 * (row * SIZE + column) + at % 3];
    }
    return enlarged;
  }

  private static byte[] blurredAlong(byte[] picture, double[] kernel, int stepX, int stepY) {
    int reach = kernel.length / 2;
    byte[] blurred = new byte[picture.length];
    for (int at = 0; at < picture.length; at++) {
      double sum = 0;
      for (int offset = -reach; offset <= reach; offset++) {
        int column = Math.clamp(at / 3 % SIZE + offset * stepX, 0, SIZE - 1);
        int row = Math.clamp(at / 3 / SIZE + offset * stepY, 0, SIZE - 1);
        sum += kernel[offset + reach] * (picture[3 * (row * SIZE + column) + at % 3] & 0xff);
      }
      blurred[at] = level(sum);
    }
    return blurred;
  }

  /** Weights that sum to 1. */
  private static double[] gaussian(double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    double[] weights =
        IntStream.rangeClosed(-reach, reach)
            .mapToDouble(offset -> Math.exp(-offset * offset / (2 * deviation * deviation)))
            .toArray();
    double sum = DoubleStream.of(weights).sum();
    return DoubleStream.of(weights).map(weight -> weight / sum).toArray();
  }

  private static byte level(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }
}
