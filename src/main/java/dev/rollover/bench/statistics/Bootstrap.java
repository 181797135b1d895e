package dev.rollover.bench.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap (Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter
 * 13): a sample is drawn again from itself, with repetition, {@value #RESAMPLES} times, and the
 * interval holds the middle 95 % of the means.
 *
 * <p>The unit that is drawn is the prompt. A difference of two methods is that of a prompt, so both
 * are drawn together and what makes a prompt hard for both cancels out.
 *
 * <p>Limits: of a handful of prompts the intervals are too narrow; and where all prompts agree,
 * such as for a share of 0 or 1, they have no width, which says that no exception was seen, not
 * that there is none.
 *
 * @param seed of what is drawn: the same sample has the same interval
 */
public record Bootstrap(long seed) {

  /** How often the sample is drawn again. */
  public static final int RESAMPLES = 10_000;

  private static final double TAIL = 0.025;

  /**
   * The mean's interval.
   *
   * @param sample one number a prompt, at least one
   */
  public Interval mean(double[] sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("nothing has no mean");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      means[resample] = meanOfDraws(sample, random);
    }
    Arrays.sort(means);
    return new Interval(
        Arrays.stream(sample).average().orElseThrow(),
        quantile(means, TAIL),
        quantile(means, 1 - TAIL));
  }

  /**
   * The interval of the mean of {@code sample − other}.
   *
   * @param sample one number a prompt
   * @param other the same prompts' numbers, in the same order
   */
  public Interval difference(double[] sample, double[] other) {
    if (sample.length != other.length) {
      throw new IllegalArgumentException(
          "%d prompts are not paired with %d".formatted(sample.length, other.length));
    }
    double[] differences = new double[sample.length];
    Arrays.setAll(differences, prompt -> sample[prompt] - other[prompt]);
    return mean(differences);
  }

  private static double meanOfDraws(double[] sample, SplittableRandom random) {
    double sum = 0;
    for (int draw = 0; draw < sample.length; draw++) {
      sum += sample[random.nextInt(sample.length)];
    }
    return sum / sample.length;
  }

  /** Between the two nearest of some sorted numbers, in proportion. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
