package dev.rollover.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Spearman's ρ: the correlation of ranks, equal values sharing the mean of theirs. */
final class RankCorrelation {

  private RankCorrelation() {}

  /**
   * The correlation of two lists of one length.
   *
   * @return in [−1, 1], or NaN where one of them is constant
   */
  static double spearman(List<Double> left, List<Double> right) {
    double[] x = ranks(left);
    double[] y = ranks(right);
    double mean = (x.length - 1) / 2.0;
    double covariance = 0;
    double xVariance = 0;
    double yVariance = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - mean) * (y[i] - mean);
      xVariance += (x[i] - mean) * (x[i] - mean);
      yVariance += (y[i] - mean) * (y[i] - mean);
    }
    return covariance / Math.sqrt(xVariance * yVariance);
  }

  private static double[] ranks(List<Double> values) {
    List<Integer> order =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparing(values::get))
            .toList();
    double[] ranks = new double[values.size()];
    for (int from = 0; from < order.size(); ) {
      int to = from;
      while (to < order.size() && values.get(order.get(to)).equals(values.get(order.get(from)))) {
        to++;
      }
      for (int at = from; at < to; at++) {
        ranks[order.get(at)] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
