package dev.rollover.training;

import java.util.Arrays;

/** Kendall's τ-b: how many pairs two lists order alike less those that they order otherwise. */
final class KendallTau {

  private KendallTau() {}

  /**
   * (concordant − discordant)/√(pairs untied in one · pairs untied in the other).
   *
   * @return in [−1, 1]; 0 where one of them is constant, which orders nothing
   */
  static double b(double[] left, double[] right) {
    int sum = 0;
    int untiedLeft = 0;
    int untiedRight = 0;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < i; j++) {
        int one = Double.compare(left[i], left[j]);
        int other = Double.compare(right[i], right[j]);
        sum += Integer.signum(one) * Integer.signum(other);
        untiedLeft += one == 0 ? 0 : 1;
        untiedRight += other == 0 ? 0 : 1;
      }
    }
    double pairs = Math.sqrt((double) untiedLeft * untiedRight);
    return pairs == 0 ? 0 : sum / pairs;
  }

  static boolean isConstant(double[] values) {
    return Arrays.stream(values).distinct().count() <= 1;
  }
}
