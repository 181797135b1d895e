package dev.rollover.training;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Rows of standard normal noise. */
final class Gaussians {

  private Gaussians() {}

  static List<float[]> rows(RandomGenerator random, int rows, int size) {
    List<float[]> noise = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) random.nextGaussian();
      }
      noise.add(values);
    }
    return noise;
  }
}
