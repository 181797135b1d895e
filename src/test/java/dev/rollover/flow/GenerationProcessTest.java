package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationProcessTest {

  private static final GaussianMixture DATA = GaussianMixture.TWO_HILLS;
  private static final Diffusion NOISY = new Diffusion(DiffusionCoefficient.SQUARE, 3);

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void velocity_score_and_posterior_mean_are_the_paths_own(Interpolant interpolant) {
    GenerationProcess process = process(interpolant, NOISY);
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantCoefficients at = interpolant.at(s);
              double x = 0.3 - s;
              double u = modelVelocity(process, s, x);
              double tolerance = 1e-9 * Math.max(1, at.sigmaDot());
              assertThat(process.velocity(s).apply(x, u))
                  .isCloseTo(DATA.velocity(x, at), within(tolerance));
              assertThat(process.score(s).apply(x, u)).isCloseTo(DATA.score(x, at), within(1e-9));
              assertThat(process.posteriorMean(s).apply(x, u))
                  .isCloseTo(DATA.posterior(x, at).image(), within(1e-9));
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_step_is_euler_maruyamas(Interpolant interpolant) {
    GenerationProcess process = process(interpolant, NOISY);
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantCoefficients at = interpolant.at(s);
              double x = 0.3 - s;
              double duration = s / 3;
              double g = 3 * s * s;
              double expected =
                  x
                      + (-DATA.velocity(x, at) + g * g / 2 * DATA.score(x, at)) * duration
                      + g * Math.sqrt(duration) * 0.7;
              assertThat(process.step(s, s - duration).apply(x, modelVelocity(process, s, x), 0.7))
                  .isCloseTo(expected, within(1e-9 * Math.max(1, at.sigmaDot())));
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void every_step_of_every_grid_is_finite(Interpolant interpolant) {
    for (DiffusionCoefficient coefficient : DiffusionCoefficient.values()) {
      GenerationProcess process = process(interpolant, new Diffusion(coefficient, 3));
      for (int step = 0; step < process.grid().steps(); step++) {
        StepCoefficients coefficients = process.modelStep(step);
        assertThat(coefficients.latent()).isFinite();
        assertThat(coefficients.velocity()).isFinite();
        assertThat(coefficients.noise()).isFinite().isNotNegative();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void both_ends_have_a_posterior_mean(Interpolant interpolant) {
    GenerationProcess process = process(interpolant, NOISY);
    assertThat(process.posteriorMean(0)).isEqualTo(new LatentAndVelocity(1, 0));
    double x = 0.4;
    assertThat(process.posteriorMean(1).apply(x, modelVelocity(process, 1, x)))
        .isCloseTo(DATA.posterior(x, interpolant.at(1)).image(), within(1e-9));
    assertThat(process.score(1).apply(x, modelVelocity(process, 1, x)))
        .isCloseTo(DATA.score(x, interpolant.at(1)), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_model_step_is_the_step_between_scaled_latents(Interpolant interpolant) {
    GenerationProcess process = process(interpolant, NOISY);
    for (int step = 0; step < process.grid().steps(); step++) {
      double s = process.grid().at(step);
      double next = process.grid().at(step + 1);
      double x = 0.9;
      double expected = process.step(s, next).apply(x, -0.2, 0.7) * process.inputScale(next);
      assertThat(process.modelStep(step).apply(x * process.inputScale(s), -0.2, 0.7))
          .isCloseTo(expected, within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_step_leads_towards_the_image(Interpolant interpolant) {
    assertThatThrownBy(() -> process(interpolant, NOISY).step(0.5, 0.5))
        .hasMessageContaining("no step leads");
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void renoising_gives_image_and_noise_their_weights_at_the_noisier_time(Interpolant interpolant) {
    GenerationProcess process = process(interpolant, NOISY);
    for (double s : new double[] {0, 0.1, 0.5}) {
      InterpolantCoefficients here = interpolant.at(s);
      InterpolantCoefficients there = interpolant.at(s + 0.4);
      StepCoefficients back = process.modelRenoising(s, s + 0.4);
      double toPath = process.inputScale(s) / process.inputScale(s + 0.4);
      double image = back.latent() * toPath * here.alpha();
      double noise =
          Math.hypot(
              back.latent() * toPath * here.sigma(), back.noise() / process.inputScale(s + 0.4));
      assertThat(image).isCloseTo(there.alpha(), within(1e-9));
      assertThat(noise).isCloseTo(there.sigma(), within(1e-9));
    }
    assertThatThrownBy(() -> process.modelRenoising(0.5, 0.5))
        .hasMessageContaining("no more noise");
  }

  private static GenerationProcess process(Interpolant interpolant, Diffusion diffusion) {
    return new GenerationProcess(interpolant, diffusion, TimeGrid.quarterCircle(10));
  }

  /** What a model trained on the linear path answers about x̄ at s. */
  private static double modelVelocity(GenerationProcess process, double s, double x) {
    return DATA.velocity(x * process.inputScale(s), new Linear().at(process.modelTime(s)));
  }
}
