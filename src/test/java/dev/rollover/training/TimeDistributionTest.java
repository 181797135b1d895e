package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TimeDistributionTest {

  private static final int DRAWS = 100_000;

  /** More than four standard errors of any share or mean of so many times in [0, 1]. */
  private static final double TOLERANCE = 0.007;

  @Test
  void every_time_lies_between_image_and_noise() {
    for (TimeDistribution distribution : TimeDistribution.values()) {
      assertThat(Arrays.stream(draws(distribution))).allMatch(time -> time >= 0 && time <= 1);
    }
  }

  @Test
  void towards_noise_has_the_moments_of_one_minus_a_squared_uniform() {
    double[] times = draws(TimeDistribution.TOWARDS_NOISE);
    assertThat(mean(times)).isCloseTo(2.0 / 3, within(TOLERANCE));
    assertThat(mean(Arrays.stream(times).map(time -> time * time).toArray()))
        .isCloseTo(8.0 / 15, within(TOLERANCE));
  }

  @Test
  void half_of_towards_noise_is_above_three_quarters() {
    double[] times = draws(TimeDistribution.TOWARDS_NOISE);
    assertThat(shareAbove(0.75, times)).isCloseTo(0.5, within(TOLERANCE));
    assertThat(shareAbove(0.19, times)).isCloseTo(0.9, within(TOLERANCE));
    assertThat(shareAbove(0.99, times)).isCloseTo(0.1, within(TOLERANCE));
  }

  @Test
  void from_pure_noise_puts_a_quarter_of_its_draws_next_to_noise() {
    double[] times = draws(TimeDistribution.FROM_PURE_NOISE);
    assertThat(shareAbove(0.98, times)).isCloseTo(0.25 + 0.75 * Math.sqrt(0.02), within(TOLERANCE));
    assertThat(shareAbove(0.75, times)).isCloseTo(0.25 + 0.75 * 0.5, within(TOLERANCE));
    assertThat(mean(times)).isCloseTo(0.25 * 0.99 + 0.75 * 2 / 3, within(TOLERANCE));
  }

  private static double[] draws(TimeDistribution distribution) {
    SplittableRandom random = new SplittableRandom(1);
    return DoubleStream.generate(() -> distribution.draw(random)).limit(DRAWS).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double shareAbove(double bound, double[] times) {
    return (double) Arrays.stream(times).filter(time -> time > bound).count() / times.length;
  }
}
