package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffusionTest {

  @Test
  void coefficients_are_those_of_the_paper() {
    InterpolantCoefficients cosine = new Cosine().at(0.8);
    Map<DiffusionCoefficient, Double> expected =
        Map.of(
            DiffusionCoefficient.SQUARE,
            0.64,
            DiffusionCoefficient.LINEAR,
            0.8,
            DiffusionCoefficient.CONSTANT,
            1.0,
            DiffusionCoefficient.SIGMA,
            Math.sin(0.4 * Math.PI),
            DiffusionCoefficient.SINE,
            Math.sin(0.4 * Math.PI),
            DiffusionCoefficient.EXPONENTIAL,
            Math.exp(-4),
            DiffusionCoefficient.CLIPPED,
            0.6,
            DiffusionCoefficient.TANGENT,
            Math.tan(0.4 * Math.PI));
    assertThat(expected).containsOnlyKeys(DiffusionCoefficient.values());
    expected.forEach(
        (coefficient, value) ->
            assertThat(new Diffusion(coefficient, 3).at(0.8, cosine))
                .isCloseTo(3 * value, within(1e-12)));
  }

  @Test
  void every_coefficient_is_finite_and_not_negative_at_both_ends() {
    for (DiffusionCoefficient coefficient : DiffusionCoefficient.values()) {
      for (double s : new double[] {0, 1}) {
        assertThat(coefficient.at(s, new Linear().at(s).sigma())).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void a_norm_is_not_negative() {
    assertThatThrownBy(() -> new Diffusion(DiffusionCoefficient.SQUARE, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
