package dev.rollover.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What velocities are led away from: u = u⁻ + scale·(u⁺ − u⁻) (classifier-free guidance, Ho and
 * Salimans, arXiv 2207.12598), of which u⁻ is this text's and u⁺ the prompt's.
 *
 * @param text the negative prompt's, as a family's transformer reads it
 * @param scale more than 1
 */
public record NegativeText<T>(T text, double scale) {

  /**
   * The velocities that lie so far beyond the prompt's.
   *
   * @param both of all rows, those of the negative prompt first
   */
  public List<float[]> guide(List<float[]> both) {
    int rows = both.size() / 2;
    return IntStream.range(0, rows)
        .mapToObj(row -> guide(both.get(row), both.get(rows + row)))
        .toList();
  }

  /** The velocity that lies so far beyond the prompt's. */
  public float[] guide(float[] negative, float[] positive) {
    float factor = (float) scale;
    float[] guided = new float[positive.length];
    for (int i = 0; i < guided.length; i++) {
      guided[i] = negative[i] + factor * (positive[i] - negative[i]);
    }
    return guided;
  }
}
