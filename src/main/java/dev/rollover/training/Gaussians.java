package dev.rollover.training;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Standard normal noise. */
final class Gaussians {

  private Gaussians() {}

  static float[] row(RandomGenerator random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static List<float[]> rows(RandomGenerator random, int rows, int size) {
    return Stream.generate(() -> row(random, size)).limit(rows).toList();
  }
}
