package dev.rollover.bench.statistics;

/**
 * A figure with the bounds of its 95 % interval.
 *
 * @param value the figure itself, of the sample as it is
 * @param low at most {@code high}
 */
public record Interval(double value, double low, double high) {

  /** Whether 0 lies outside: a difference that is more than chance. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
