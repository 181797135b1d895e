package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {

  private static final PhiloxUniforms UNIFORMS = new PhiloxUniforms(20190812);
  private static final int REPETITIONS = 20_000;

  /** Standard deviations that none of some hundred means exceeds by chance. */
  private static final double MOST_DEVIATIONS = 4.5;

  private static final double[][] WEIGHTS = {
    {1},
    {0.5, 0.5},
    {0.05, 0.6, 0.1, 0.25},
    {0, 0.3, 0, 0.7, 0},
    {1. / 7, 1. / 7, 1. / 7, 1. / 7, 1. / 7, 1. / 7, 1. / 7},
    {0.9, 0.02, 0.02, 0.02, 0.02, 0.02}
  };

  static Stream<Arguments> schemesWeightsAndCounts() {
    return Stream.of(Resampling.values())
        .flatMap(
            scheme ->
                Stream.of(WEIGHTS)
                    .flatMap(
                        weights ->
                            Stream.of(1, 4, 10)
                                .map(count -> Arguments.of(scheme, weights, count))));
  }

  @ParameterizedTest
  @MethodSource("schemesWeightsAndCounts")
  void every_particle_has_its_share_of_children_on_average(
      Resampling scheme, double[] weights, int count) {
    double[] sum = new double[weights.length];
    double[] squares = new double[weights.length];
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      int[] children = scheme.children(weights, count, UNIFORMS.of(0, repetition, 0));
      for (int i = 0; i < weights.length; i++) {
        sum[i] += children[i];
        squares[i] += (double) children[i] * children[i];
      }
    }
    for (int i = 0; i < weights.length; i++) {
      double mean = sum[i] / REPETITIONS;
      double deviation = Math.sqrt(Math.max(0, squares[i] / REPETITIONS - mean * mean));
      assertThat(Math.abs(mean - count * weights[i]))
          .isLessThanOrEqualTo(MOST_DEVIATIONS * deviation / Math.sqrt(REPETITIONS) + 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void all_children_are_given_out_and_none_to_a_weight_of_nothing(Resampling scheme) {
    Random random = new Random(5);
    for (int trial = 0; trial < 3000; trial++) {
      double[] weights = randomWeights(random);
      int count = random.nextInt(60);
      int[] children = scheme.children(weights, count, UNIFORMS.of(1, trial, 0));
      assertThat(children).hasSameSizeAs(weights);
      assertThat(Arrays.stream(children).sum()).isEqualTo(count);
      for (int i = 0; i < weights.length; i++) {
        assertThat(children[i]).isNotNegative();
        assertThat(weights[i] == 0 && children[i] > 0).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYSTEMATIC", "SSP"})
  void no_number_is_off_its_mean_by_more_than_one(Resampling scheme) {
    Random random = new Random(6);
    for (int trial = 0; trial < 3000; trial++) {
      double[] weights = randomWeights(random);
      int count = random.nextInt(60);
      int[] children = scheme.children(weights, count, UNIFORMS.of(2, trial, 0));
      for (int i = 0; i < weights.length; i++) {
        assertThat(Math.abs(children[i] - count * weights[i])).isLessThan(1 + 1e-9);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESIDUAL", "SSP"})
  void nobody_loses_the_whole_part_of_the_mean(Resampling scheme) {
    Random random = new Random(7);
    for (int trial = 0; trial < 3000; trial++) {
      double[] weights = randomWeights(random);
      int count = random.nextInt(60);
      int[] children = scheme.children(weights, count, UNIFORMS.of(3, trial, 0));
      for (int i = 0; i < weights.length; i++) {
        assertThat(children[i]).isGreaterThanOrEqualTo((int) (count * weights[i]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYSTEMATIC", "RESIDUAL", "SSP"})
  void equal_weights_have_equal_numbers_of_children(Resampling scheme) {
    for (int particles = 1; particles <= 200; particles++) {
      double[] weights = new double[particles];
      Arrays.fill(weights, 1. / particles);
      int[] children = scheme.children(weights, 3 * particles, index -> 0.5);
      assertThat(children).containsOnly(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void a_particle_of_all_the_weight_has_all_the_children(Resampling scheme) {
    for (int heir = 0; heir < 5; heir++) {
      double[] weights = new double[5];
      weights[heir] = 1;
      int[] children = scheme.children(weights, 7, UNIFORMS.of(4, heir, 0));
      assertThat(children[heir]).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1 - 0x1p-53})
  void the_ends_of_the_unit_interval_are_not_off_the_weights(double uniform) {
    double[] weights = {0, 0.1, 0.2, 0.3, 0.4 - 1e-9, 0};
    for (Resampling scheme : Resampling.values()) {
      int[] children = scheme.children(weights, 9, index -> uniform);
      assertThat(Arrays.stream(children).sum()).isEqualTo(9);
      assertThat(children[0] + children[5]).isZero();
    }
  }

  /** What sets the schemes apart: the spread of the weighted mean of something. */
  @ParameterizedTest
  @EnumSource(names = {"SYSTEMATIC", "RESIDUAL", "SSP"})
  void every_scheme_spreads_less_than_independent_draws(Resampling scheme) {
    assertThat(spread(scheme)).isLessThan(0.6 * spread(Resampling.MULTINOMIAL));
  }

  private static double spread(Resampling scheme) {
    double[] weights = new Random(8).doubles(20).toArray();
    double sum = Arrays.stream(weights).sum();
    Arrays.setAll(weights, i -> weights[i] / sum);
    double[] value = new Random(9).doubles(20).toArray();
    double expected = IntStream.range(0, 20).mapToDouble(i -> 20 * weights[i] * value[i]).sum();
    return IntStream.range(0, 4000)
        .mapToObj(repetition -> scheme.children(weights, 20, UNIFORMS.of(5, repetition, 0)))
        .mapToDouble(
            children -> IntStream.range(0, 20).mapToDouble(i -> children[i] * value[i]).sum())
        .map(total -> (total - expected) * (total - expected))
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void refuses_what_is_no_distribution(Resampling scheme) {
    for (double[] weights :
        new double[][] {{}, {0.5}, {1.5, -0.5}, {Double.NaN, 1}, {Double.POSITIVE_INFINITY}}) {
      assertThatThrownBy(() -> scheme.children(weights, 3, index -> 0.5))
          .hasMessageContaining("sum to 1");
    }
    assertThatThrownBy(() -> scheme.children(new double[] {1}, -1, index -> 0.5))
        .hasMessageContaining("at least 0 children");
  }

  /** Of very different sizes, some of them 0. */
  private static double[] randomWeights(Random random) {
    double[] weights = new double[1 + random.nextInt(40)];
    Arrays.setAll(
        weights,
        i -> random.nextInt(4) == 0 ? 0 : Math.exp(random.nextDouble(12) * random.nextDouble()));
    weights[random.nextInt(weights.length)] += 1;
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}
