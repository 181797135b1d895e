package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Velocity to score and to posterior mean, against a mixture that knows all three. */
class VelocityConversionTest {

  private static final GaussianMixture DATA = GaussianMixture.TWO_HILLS;
  private static final double[] LATENTS = {-2.5, -1, -0.2, 0, 0.7, 1.4, 3};

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void score_and_posterior_mean_agree_with_their_closed_forms(Interpolant interpolant) {
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantCoefficients at = interpolant.at(s);
              for (double x : LATENTS) {
                double u = DATA.velocity(x, at);
                assertThat(at.velocityToScore().apply(x, u))
                    .isCloseTo(DATA.score(x, at), within(1e-9));
                assertThat(at.velocityToPosteriorMean().apply(x, u))
                    .isCloseTo(DATA.posterior(x, at).image(), within(1e-9));
              }
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void the_noises_posterior_mean_agrees_with_its_closed_form(Interpolant interpolant) {
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantCoefficients at = interpolant.at(s);
              for (double x : LATENTS) {
                assertThat(at.velocityToPosteriorNoise().apply(x, DATA.velocity(x, at)))
                    .isCloseTo(DATA.posterior(x, at).noise(), within(1e-9));
              }
            });
    InterpolantCoefficients noise = interpolant.at(1);
    if (noise.alpha() == 0) {
      assertThat(noise.velocityToPosteriorNoise().apply(0.4, 123)).isEqualTo(0.4);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void at_the_image_the_posterior_mean_is_the_latent(Interpolant interpolant) {
    assertThat(interpolant.at(0).velocityToPosteriorMean().apply(0.4, 123)).isEqualTo(0.4);
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void there_is_no_score_without_noise(Interpolant interpolant) {
    assertThatThrownBy(() -> interpolant.at(0).velocityToScore())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void at_noise_both_hold_where_the_velocity_still_tells_of_the_image() {
    for (Interpolant interpolant : new Interpolant[] {new Linear(), new Cosine()}) {
      InterpolantCoefficients at = interpolant.at(1);
      double u = DATA.velocity(0.3, at);
      assertThat(at.velocityToScore().apply(0.3, u)).isCloseTo(-0.3, within(1e-12));
      assertThat(at.velocityToPosteriorMean().apply(0.3, u)).isCloseTo(DATA.mean(), within(1e-12));
    }
  }

  @Test
  void at_noise_a_velocity_that_tells_nothing_of_the_image_is_refused() {
    assertThatThrownBy(() -> new Polynomial(2).at(1).velocityToPosteriorMean())
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new LinearVariancePreserving().at(1).velocityToPosteriorMean())
        .isInstanceOf(ArithmeticException.class);
  }
}
