package dev.rollover.reward;

/**
 * Where the values of one term lie: z = (value − mean) / deviation.
 *
 * @param mean of some values
 * @param deviation of the same, √(Σ (value − mean)² / n); 1 where they are all alike, so that the
 *     first one that differs counts as it is
 */
public record Scale(double mean, double deviation) {

  /** Of values that are all alike, or of none. */
  private static final double UNDIVIDED = 1;

  /** The scale of some values. */
  static Scale of(double[] values) {
    if (areAlike(values)) {
      return new Scale(values.length == 0 ? 0 : values[0], UNDIVIDED);
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Scale(mean, Math.sqrt(squares / values.length));
  }

  /** Whether no two of some values differ: no scale can be had of them. */
  static boolean areAlike(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  /** A value in deviations above the mean. */
  public double of(double value) {
    return (value - mean) / deviation;
  }
}
