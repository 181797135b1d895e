package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogWeightsTest {

  private static final double NOTHING = Double.NEGATIVE_INFINITY;

  @Test
  void weights_are_shares_of_their_sum() {
    LogWeights weights = new LogWeights(List.of(Math.log(1), Math.log(3), Math.log(4)));
    assertThat(weights.normalised()).containsExactly(new double[] {.125, .375, .5}, within(1e-15));
  }

  @Test
  void a_summand_that_all_share_is_no_matter_however_large() {
    double[] expected = new LogWeights(List.of(0.0, 1.0, -2.0)).normalised();
    for (double shift : new double[] {-1e6, -800, 800, 1e6}) {
      assertThat(new LogWeights(List.of(shift, shift + 1, shift - 2)).normalised())
          .containsExactly(expected, within(1e-9));
    }
    assertThat(new LogWeights(List.of(Double.MAX_VALUE, -Double.MAX_VALUE)).normalised())
        .containsExactly(1, 0);
  }

  @Test
  void what_is_worth_nothing_weighs_nothing_unless_all_are() {
    assertThat(new LogWeights(List.of(NOTHING, 0.0, 0.0)).normalised()).containsExactly(0, .5, .5);
    LogWeights worthless = new LogWeights(List.of(NOTHING, NOTHING, NOTHING, NOTHING));
    assertThat(worthless.normalised()).containsOnly(.25);
    assertThat(worthless.largest()).containsOnly(.25);
  }

  @Test
  void increments_multiply_weights() {
    LogWeights weights = LogWeights.equal(2).plus(List.of(Math.log(2), 0.0));
    assertThat(weights.plus(List.of(Math.log(2), 0.0)).normalised())
        .containsExactly(new double[] {.8, .2}, within(1e-15));
    assertThat(weights.plus(List.of(NOTHING, 0.0)).normalised()).containsExactly(0, 1);
  }

  @Test
  void in_the_limit_the_largest_share_everything() {
    assertThat(new LogWeights(List.of(1.0, 3.0, 2.0)).largest()).containsExactly(0, 1, 0);
    assertThat(new LogWeights(List.of(3.0, 1.0, 3.0)).largest()).containsExactly(.5, 0, .5);
  }

  @Test
  void the_effective_size_lies_between_one_and_all() {
    assertThat(LogWeights.effectiveSize(LogWeights.equal(5).normalised()))
        .isCloseTo(5, within(1e-12));
    assertThat(LogWeights.effectiveSize(new double[] {0, 1, 0})).isEqualTo(1);
    assertThat(LogWeights.effectiveSize(new double[] {.5, .5, 0, 0})).isEqualTo(2);
    Random random = new Random(3);
    for (int trial = 0; trial < 1000; trial++) {
      List<Double> logarithms = random.doubles(1 + random.nextInt(20), -50, 50).boxed().toList();
      double[] weights = new LogWeights(logarithms).normalised();
      assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
      assertThat(LogWeights.effectiveSize(weights)).isBetween(1 - 1e-12, logarithms.size() + 1e-12);
    }
  }

  @Test
  void refuses_what_is_no_logarithm_of_a_weight() {
    Stream.of(List.of(Double.NaN), List.of(Double.POSITIVE_INFINITY), List.<Double>of())
        .forEach(
            values ->
                assertThatThrownBy(() -> new LogWeights(values))
                    .hasMessageContaining("no logarithms"));
    assertThatThrownBy(() -> LogWeights.equal(2).plus(List.of(1.0)))
        .hasMessageContaining("1 increments for 2 weights");
  }
}
