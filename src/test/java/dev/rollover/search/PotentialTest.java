package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PotentialTest {

  private static final double NOTHING = Double.NEGATIVE_INFINITY;
  private static final int LAST_STEP = 9;

  static Stream<Arguments> scoresAndTemperings() {
    return Stream.of(PathScore.values())
        .flatMap(score -> Stream.of(Tempering.values()).map(t -> Arguments.of(score, t)));
  }

  @Test
  void the_current_reward_counts_by_itself() {
    Potential potential = potential(PathScore.CURRENT, Tempering.CONSTANT, 0.5);
    assertThat(potential.ofNoise(0.3)).isCloseTo(0.6, within(1e-15));
    assertThat(potential.ofStep(3, 0.4, 0.9)).isCloseTo(0.8, within(1e-15));
  }

  @Test
  void the_difference_to_the_parent_counts() {
    Potential potential = potential(PathScore.DIFFERENCE, Tempering.CONSTANT, 0.1);
    assertThat(potential.ofNoise(0.3)).isCloseTo(3, within(1e-12));
    assertThat(potential.ofStep(3, 0.4, 0.9)).isCloseTo(-5, within(1e-12));
  }

  @Test
  void the_largest_reward_on_the_way_counts() {
    Potential potential = potential(PathScore.MAX, Tempering.CONSTANT, 0.5);
    assertThat(potential.ofStep(3, 0.4, 0.9)).isCloseTo(1.8, within(1e-15));
    assertThat(potential.ofStep(3, 0.9, 0.4)).isCloseTo(1.8, within(1e-15));
    assertThat(PathScore.MAX.handedOn(0.4, 0.9)).isEqualTo(0.9);
    assertThat(PathScore.CURRENT.handedOn(0.4, 0.9)).isEqualTo(0.4);
    assertThat(PathScore.DIFFERENCE.handedOn(0.4, 0.9)).isEqualTo(0.4);
  }

  @Test
  void tempering_increases_from_nothing_at_noise_to_all_at_the_last_step() {
    assertThat(Tempering.INCREASING.factor(0, LAST_STEP)).isZero();
    assertThat(Tempering.INCREASING.factor(LAST_STEP, LAST_STEP)).isEqualTo(1);
    double growth = Math.pow(2, 1.0 / LAST_STEP) - 1;
    for (int step = 1; step <= LAST_STEP; step++) {
      assertThat(Tempering.INCREASING.factor(step, LAST_STEP))
          .isGreaterThan(Tempering.INCREASING.factor(step - 1, LAST_STEP))
          .isCloseTo(Math.min(Math.pow(1 + growth, step) - 1, 1), within(1e-12));
    }
    assertThat(Tempering.INCREASING.factor(0, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSTANT", "INCREASING"})
  void differences_telescope_to_the_last_reward(Tempering tempering) {
    Potential potential = potential(PathScore.DIFFERENCE, tempering, 0.2);
    double[] rewards = new Random(4).doubles(LAST_STEP + 1, -3, 3).toArray();
    double total =
        potential.ofNoise(rewards[0])
            + IntStream.rangeClosed(1, LAST_STEP)
                .mapToDouble(step -> potential.ofStep(step, rewards[step], rewards[step - 1]))
                .sum();
    assertThat(total).isCloseTo(rewards[LAST_STEP] / 0.2, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("scoresAndTemperings")
  void where_a_reward_has_its_zero_is_no_matter(PathScore score, Tempering tempering) {
    Potential potential = potential(score, tempering, 0.3);
    double[] expected = weights(potential, 0);
    for (double shift : new double[] {-20, 20}) {
      assertThat(weights(potential, shift)).containsExactly(expected, within(1e-9));
    }
  }

  /** After some steps of three particles, the weights at each having been used. */
  private static double[] weights(Potential potential, double shift) {
    Random random = new Random(5);
    double[] inherited = {NOTHING, NOTHING, NOTHING};
    double[] weights = {};
    for (int step = 0; step <= 4; step++) {
      Double[] logarithms = new Double[3];
      for (int i = 0; i < 3; i++) {
        double reward = shift - random.nextInt(5);
        logarithms[i] =
            step == 0 ? potential.ofNoise(reward) : potential.ofStep(step, reward, inherited[i]);
        inherited[i] = potential.score().handedOn(reward, inherited[i]);
      }
      weights = potential.tempering().weights(new LogWeights(List.of(logarithms)));
    }
    return weights;
  }

  @Test
  void infinite_tempering_leaves_the_best_alone() {
    LogWeights logarithms = new LogWeights(List.of(1.0, 1.1, 0.9));
    assertThat(Tempering.INFINITE.weights(logarithms)).containsExactly(0, 1, 0);
    assertThat(Tempering.CONSTANT.weights(logarithms)).isEqualTo(logarithms.normalised());
  }

  @ParameterizedTest
  @MethodSource("scoresAndTemperings")
  void a_reward_of_no_worth_is_never_undefined(PathScore score, Tempering tempering) {
    Potential potential = potential(score, tempering, 0.3);
    assertThat(potential.ofNoise(NOTHING)).isEqualTo(NOTHING);
    assertThat(potential.ofStep(1, NOTHING, NOTHING)).isEqualTo(NOTHING);
    assertThat(potential.ofStep(1, 2, NOTHING)).isFinite();
    assertThat(potential.ofStep(1, NOTHING, 2)).isNotNaN().isLessThan(Double.POSITIVE_INFINITY);
  }

  @Test
  void beta_is_above_zero() {
    for (double beta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> potential(PathScore.MAX, Tempering.CONSTANT, beta))
          .hasMessageContaining("β is above 0");
    }
  }

  private static Potential potential(PathScore score, Tempering tempering, double beta) {
    return new Potential(score, tempering, beta, LAST_STEP);
  }
}
