package dev.rollover.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weights of particles as their logarithms, known up to a summand that all share. The logarithm of
 * a weight of 0 is −∞; where all are, all particles are as bad, and weigh the same.
 *
 * @param values one a particle, at least one, none NaN or +∞
 */
record LogWeights(List<Double> values) {

  LogWeights {
    values = List.copyOf(values);
    if (values.isEmpty() || values.stream().anyMatch(LogWeights::isNoLogarithm)) {
      throw new IllegalArgumentException("no logarithms of weights: " + values);
    }
  }

  private static boolean isNoLogarithm(double value) {
    return Double.isNaN(value) || value == Double.POSITIVE_INFINITY;
  }

  /** So many particles of one weight. */
  static LogWeights equal(int particles) {
    return new LogWeights(Collections.nCopies(particles, 0.0));
  }

  /** The weights times e to the increments, one a particle. */
  LogWeights plus(List<Double> increments) {
    if (increments.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d increments for %d weights".formatted(increments.size(), values.size()));
    }
    return new LogWeights(
        IntStream.range(0, values.size())
            .mapToObj(i -> values.get(i) + increments.get(i))
            .toList());
  }

  /** ŵ_i = exp(l_i − log Σ exp l_j), of sum 1, whatever the size of the logarithms. */
  double[] normalised() {
    double largest = Collections.max(values);
    return shares(
        values.stream()
            .mapToDouble(value -> value == largest ? 1 : StrictMath.exp(value - largest))
            .toArray());
  }

  /** What {@link #normalised} becomes as all logarithms grow: the largest share everything. */
  double[] largest() {
    double largest = Collections.max(values);
    return shares(values.stream().mapToDouble(value -> value == largest ? 1 : 0).toArray());
  }

  /**
   * How many particles of equal weight would be worth as much: 1/Σŵ², from 1 to their number.
   *
   * @param weights of sum 1
   */
  static double effectiveSize(double[] weights) {
    return 1 / Arrays.stream(weights).map(weight -> weight * weight).sum();
  }

  private static double[] shares(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}
