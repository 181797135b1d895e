package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoefficientsPreservingTest {

  private static final GaussianMixture DATA = GaussianMixture.TWO_HILLS;
  private static final GaussianMixture.Component HILL =
      GaussianMixture.ONE_HILL.components().getFirst();
  private static final Linear TRAINED = new Linear();
  private static final double[] ETAS = {0, 0.2, 0.5, 0.9, 1};

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_step_is_the_published_formula(Interpolant path) {
    for (double eta : ETAS) {
      GenerationProcess process = process(path, eta, TimeGrid.quarterCircle(10));
      Interpolants.innerTimes()
          .forEach(
              s -> {
                double x = 0.3 - s;
                InterpolantCoefficients next = path.at(s / 3);
                GaussianMixture.Posterior means = DATA.posterior(x, path.at(s));
                double fresh = next.sigma() * Math.sin(eta * Math.PI / 2);
                double kept = Math.sqrt(next.sigma() * next.sigma() - fresh * fresh);
                double expected = next.alpha() * means.image() + kept * means.noise() + fresh * 0.7;
                assertThat(process.step(s, s / 3).apply(x, modelVelocity(process, s, x), 0.7))
                    .isCloseTo(expected, within(1e-9));
              });
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void image_and_noise_carry_the_weights_of_the_path(Interpolant path) {
    for (double eta : ETAS) {
      StepCoefficients step = process(path, eta, TimeGrid.uniform(1)).step(0.8, 0.3);
      InterpolantCoefficients from = path.at(0.8);
      InterpolantCoefficients next = path.at(0.3);
      double image = step.apply(from.alpha(), linearVelocity(1, 0), 0);
      double noise = step.apply(from.sigma(), linearVelocity(0, 1), 0);
      assertThat(image).isCloseTo(next.alpha(), within(1e-12));
      assertThat(noise * noise + step.noise() * step.noise())
          .isCloseTo(next.sigma() * next.sigma(), within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 1})
  void without_fresh_noise_the_straight_path_is_walked_by_eulers_steps(double time) {
    StepCoefficients euler =
        new GenerationProcess(TRAINED, Diffusion.NONE, TimeGrid.uniform(1)).step(time, time / 4);
    StepCoefficients kept = process(TRAINED, 0, TimeGrid.uniform(1)).step(time, time / 4);
    assertThat(kept.latent()).isCloseTo(euler.latent(), within(1e-15));
    assertThat(kept.velocity()).isCloseTo(euler.velocity(), within(1e-15));
    assertThat(kept.noise()).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void full_renoising_forgets_the_noise_there_was(Interpolant path) {
    GenerationProcess process = process(path, 1, TimeGrid.uniform(1));
    InterpolantCoefficients next = path.at(0.3);
    LatentAndVelocity image = process.posteriorMean(0.8);
    assertThat(process.step(0.8, 0.3))
        .isEqualTo(
            new StepCoefficients(
                next.alpha() * image.latent(), next.alpha() * image.velocity(), next.sigma()));
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void the_step_to_the_image_leads_to_the_posterior_mean(Interpolant path) {
    for (double eta : ETAS) {
      GenerationProcess process = process(path, eta, TimeGrid.uniform(4));
      LatentAndVelocity mean = process.posteriorMean(0.25);
      assertThat(process.step(0.25, 0))
          .isEqualTo(new StepCoefficients(mean.latent(), mean.velocity(), 0));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void every_step_of_every_length_is_finite(Interpolant path) {
    for (double eta : ETAS) {
      for (int steps : new int[] {1, 2, 10, 1000}) {
        GenerationProcess process = process(path, eta, TimeGrid.quarterCircle(steps));
        for (int step = 0; step < steps; step++) {
          StepCoefficients coefficients = process.modelStep(step);
          assertThat(coefficients.latent()).isFinite();
          assertThat(coefficients.velocity()).isFinite();
          assertThat(coefficients.noise()).isFinite().isNotNegative();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void in_the_models_coordinates_the_path_counts_only_through_its_times(Interpolant path) {
    GenerationProcess process = process(path, 0.6, TimeGrid.quarterCircle(10));
    for (int step = 0; step < 10; step++) {
      double t = process.modelTime(process.grid().at(step));
      double next = process.modelTime(process.grid().at(step + 1));
      StepCoefficients straight = process(TRAINED, 0.6, TimeGrid.uniform(1)).step(t, next);
      StepCoefficients seen = process.modelStep(step);
      assertThat(seen.latent()).isCloseTo(straight.latent(), within(1e-12));
      assertThat(seen.velocity()).isCloseTo(straight.velocity(), within(1e-12));
      assertThat(seen.noise()).isCloseTo(straight.noise(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void with_noise_that_falls_as_the_root_of_the_step_the_weak_order_is_one(Interpolant path) {
    assertThat(order(path, steps -> 0)).as("deterministic").isCloseTo(1, within(0.1));
    assertThat(order(path, steps -> 4 / Math.sqrt(steps))).as("SDE").isCloseTo(1, within(0.15));
  }

  @Test
  void a_step_that_stays_loses_the_variance_that_the_mean_lacks() {
    double time = 0.4;
    for (double eta : ETAS) {
      InterpolantCoefficients at = TRAINED.at(time);
      double image = at.alpha() * HILL.deviation() * at.alpha() * HILL.deviation();
      double noise = at.sigma() * at.sigma();
      double lost = Math.pow(1 - Math.cos(eta * Math.PI / 2), 2) * image * noise / (image + noise);
      GenerationProcess process = process(TRAINED, eta, TimeGrid.uniform(1));
      double after = variance(process, time, Math.nextDown(time), image + noise);
      assertThat(image + noise - after).isCloseTo(lost, within(1e-12));
    }
  }

  @Test
  void the_share_of_fresh_noise_lies_between_none_and_all() {
    for (double eta : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new CoefficientsPreserving(eta)).hasMessageContaining("[0, 1]");
    }
  }

  private static double order(Interpolant path, IntToDoubleFunction eta) {
    return Math.log(errorOfVariance(path, eta, 512) / errorOfVariance(path, eta, 1024))
        / Math.log(2);
  }

  private static double errorOfVariance(Interpolant path, IntToDoubleFunction eta, int steps) {
    GenerationProcess process = process(path, eta.applyAsDouble(steps), TimeGrid.uniform(1));
    double from = 0.9;
    double to = 0.2;
    double variance = marginalVariance(path.at(from));
    for (int i = 0; i < steps; i++) {
      double s = from - (from - to) * i / steps;
      variance = variance(process, s, from - (from - to) * (i + 1) / steps, variance);
    }
    return Math.abs(variance - marginalVariance(path.at(to)));
  }

  /** The variance after a step, of Gaussian data, for which the velocity is affine in x. */
  private static double variance(GenerationProcess process, double s, double next, double before) {
    InterpolantCoefficients seen = TRAINED.at(process.modelTime(s));
    double slope =
        GaussianMixture.ONE_HILL.velocity(process.inputScale(s), seen)
            - GaussianMixture.ONE_HILL.velocity(0, seen);
    StepCoefficients step = process.step(s, next);
    double factor = step.apply(1, slope, 0);
    return factor * factor * before + step.noise() * step.noise();
  }

  private static double marginalVariance(InterpolantCoefficients at) {
    return Math.pow(at.alpha() * HILL.deviation(), 2) + at.sigma() * at.sigma();
  }

  private static GenerationProcess process(Interpolant path, double eta, TimeGrid grid) {
    return new GenerationProcess(path, new CoefficientsPreserving(eta), grid);
  }

  /** u = x_1 − x_0 of a model that knows both ends. */
  private static double linearVelocity(double image, double noise) {
    return noise - image;
  }

  private static double modelVelocity(GenerationProcess process, double s, double x) {
    return DATA.velocity(x * process.inputScale(s), TRAINED.at(process.modelTime(s)));
  }
}
