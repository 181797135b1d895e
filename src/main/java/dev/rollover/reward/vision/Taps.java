package dev.rollover.reward.vision;

/**
 * Which pixels of a row, and with what weights, make each pixel of a row of another length. When a
 * row gets shorter the filter gets wider by as much, so that nothing is left out.
 *
 * @param first the first of them, for each new pixel
 * @param weights in 2⁻²² for each new pixel; they add up to about 1
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Taps(int[] first, int[][] weights) {

  /** Bits behind the point: as many as Pillow has for channels of 8 bits. */
  static final int PRECISION = 32 - 8 - 2;

  static Taps of(int from, int to, Filter filter) {
    int[] first = new int[to];
    int[][] weights = new int[to][];
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double support = filter.support() * stretch;
    for (int at = 0; at < to; at++) {
      double centre = (at + 0.5) * scale;
      first[at] = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(from, (int) (centre + support + 0.5));
      double[] exact = new double[end - first[at]];
      for (int tap = 0; tap < exact.length; tap++) {
        exact[tap] = filter.at((tap + first[at] - centre + 0.5) * (1 / stretch));
      }
      weights[at] = rounded(exact);
    }
    return new Taps(first, weights);
  }

  /** The weight of each pixel of a row of a length in each new pixel. */
  double[][] matrix(int from) {
    double[][] matrix = new double[first.length][from];
    for (int at = 0; at < first.length; at++) {
      for (int tap = 0; tap < weights[at].length; tap++) {
        matrix[at][first[at] + tap] = (double) weights[at][tap] / (1 << PRECISION);
      }
    }
    return matrix;
  }

  private static int[] rounded(double[] exact) {
    double sum = 0;
    for (double weight : exact) {
      sum += weight;
    }
    int[] rounded = new int[exact.length];
    for (int tap = 0; tap < exact.length; tap++) {
      double scaled = exact[tap] / sum * (1 << PRECISION);
      rounded[tap] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
    return rounded;
  }
}
