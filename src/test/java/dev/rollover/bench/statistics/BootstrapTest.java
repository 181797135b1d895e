package dev.rollover.bench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {

  private final Bootstrap bootstrap = new Bootstrap(1);

  /** A share drawn again is binomial, so its quantiles are known. */
  @ParameterizedTest
  @CsvSource({"10, 5, .2, .8", "20, 4, .05, .4", "100, 90, .84, .95"})
  void a_share_has_the_quantiles_of_the_binomial_distribution(
      int prompts, int exact, double low, double high) {
    double[] sample = new double[prompts];
    Arrays.fill(sample, 0, exact, 1);

    Interval share = bootstrap.mean(sample);

    assertThat(share.value()).isEqualTo((double) exact / prompts);
    assertThat(share.low()).isCloseTo(low, within(1e-9));
    assertThat(share.high()).isCloseTo(high, within(1e-9));
  }

  @Test
  void a_mean_of_many_has_the_normal_interval() {
    double[] sample = normal(new Random(2), 400);
    double mean = Arrays.stream(sample).average().orElseThrow();
    double variance = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum() / 400;
    double margin = 1.959964 * Math.sqrt(variance / 400);

    Interval interval = bootstrap.mean(sample);

    assertThat(interval.low()).isCloseTo(mean - margin, within(.06 * margin));
    assertThat(interval.high()).isCloseTo(mean + margin, within(.06 * margin));
  }

  /** 95 % of 400 is 380 ± 9 (two standard deviations); the bootstrap of 40 is a little narrow. */
  @Test
  void nineteen_intervals_of_twenty_hold_the_truth() {
    Random random = new Random(3);
    int held = 0;
    for (int trial = 0; trial < 400; trial++) {
      Interval interval = bootstrap.mean(normal(random, 40));
      held += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }

    assertThat(held).isBetween(364, 389);
  }

  @Test
  void what_makes_a_prompt_hard_for_both_cancels_out_of_their_difference() {
    double[] one = normal(new Random(4), 50);
    double[] better = Arrays.stream(one).map(x -> x + .1).toArray();

    Interval difference = bootstrap.difference(better, one);

    assertThat(difference.low()).isCloseTo(.1, within(1e-9));
    assertThat(difference.high()).isCloseTo(.1, within(1e-9));
    assertThat(difference.excludesZero()).isTrue();
    assertThat(bootstrap.mean(better).low()).isLessThan(bootstrap.mean(one).high());
  }

  @Test
  void a_difference_that_is_chance_holds_zero() {
    assertThat(bootstrap.difference(new double[] {1, 0, 1, 0}, new double[] {0, 1, 0, 1}))
        .returns(0.0, Interval::value)
        .returns(false, Interval::excludesZero);
  }

  @Test
  void the_same_sample_has_the_same_interval() {
    double[] sample = normal(new Random(5), 30);

    assertThat(bootstrap.mean(sample)).isEqualTo(bootstrap.mean(sample));
  }

  @Test
  void nothing_and_what_is_not_paired_is_refused() {
    assertThatThrownBy(() -> bootstrap.mean(new double[0])).hasMessageContaining("no mean");
    assertThatThrownBy(() -> bootstrap.difference(new double[2], new double[3]))
        .hasMessageContaining("2 prompts are not paired with 3");
  }

  private static double[] normal(Random random, int size) {
    return random.doubles(size).map(x -> random.nextGaussian()).toArray();
  }
}
