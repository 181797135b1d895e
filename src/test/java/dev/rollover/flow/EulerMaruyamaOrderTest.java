package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With Gaussian data the velocity is affine in x, so that the scheme's own mean and variance follow
 * exactly, without sampling, and must approach the true marginal's with the first power of the
 * step.
 */
class EulerMaruyamaOrderTest {

  private static final GaussianMixture.Component HILL =
      GaussianMixture.ONE_HILL.components().getFirst();
  private static final double FROM = 0.9;
  private static final double TO = 0.2;

  static Stream<Arguments> pathsWithNoiseAndWithout() {
    return Interpolants.withoutAndWith(new Diffusion(DiffusionCoefficient.SQUARE, 1));
  }

  @ParameterizedTest
  @MethodSource("pathsWithNoiseAndWithout")
  void the_weak_order_is_one(Interpolant path, Diffusion diffusion) {
    GenerationProcess process = new GenerationProcess(path, diffusion, TimeGrid.uniform(1));
    double coarse = errorOfVariance(process, 256);
    double fine = errorOfVariance(process, 512);
    assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(1, within(0.1));
  }

  /** Additive noise: the strong order is 1 as well, not the ½ of the general case. */
  @Test
  void the_strong_order_is_one() {
    GenerationProcess process =
        new GenerationProcess(
            new Linear(), new Diffusion(DiffusionCoefficient.SQUARE, 1), TimeGrid.uniform(1));
    double coarse = errorOfPaths(process, 16);
    double fine = errorOfPaths(process, 64);
    assertThat(Math.log(coarse / fine) / Math.log(4)).isCloseTo(1, within(0.15));
  }

  private static double errorOfVariance(GenerationProcess process, int steps) {
    double variance = marginalVariance(process.generation().at(FROM));
    for (int i = 0; i < steps; i++) {
      double s = FROM - (FROM - TO) * i / steps;
      double next = FROM - (FROM - TO) * (i + 1) / steps;
      StepCoefficients step = process.step(s, next);
      double factor = step.apply(1, velocitySlope(process, s), 0);
      variance = factor * factor * variance + step.noise() * step.noise();
    }
    return Math.abs(variance - marginalVariance(process.generation().at(TO)));
  }

  /** Mean distance from a reference with very short steps on the same Brownian paths. */
  private static double errorOfPaths(GenerationProcess process, int steps) {
    int finest = 4096;
    Random random = new Random(7);
    double total = 0;
    int paths = 200;
    for (int path = 0; path < paths; path++) {
      double start = random.nextGaussian();
      double[] increments = random.doubles(finest).map(x -> random.nextGaussian()).toArray();
      total +=
          Math.abs(
              walk(process, start, increments, steps) - walk(process, start, increments, finest));
    }
    return total / paths;
  }

  private static double walk(
      GenerationProcess process, double start, double[] increments, int steps) {
    double x = start;
    int each = increments.length / steps;
    for (int i = 0; i < steps; i++) {
      double s = FROM - (FROM - TO) * i / steps;
      double next = FROM - (FROM - TO) * (i + 1) / steps;
      double noise = 0;
      for (int j = i * each; j < (i + 1) * each; j++) {
        noise += increments[j] / Math.sqrt(each);
      }
      double u =
          GaussianMixture.ONE_HILL.velocity(
              x * process.inputScale(s), new Linear().at(process.modelTime(s)));
      x = process.step(s, next).apply(x, u, noise);
    }
    return x;
  }

  /** d/dx̄ of the model's u_t(x̄/c). */
  private static double velocitySlope(GenerationProcess process, double s) {
    InterpolantCoefficients seen = new Linear().at(process.modelTime(s));
    double at1 = GaussianMixture.ONE_HILL.velocity(process.inputScale(s), seen);
    double at0 = GaussianMixture.ONE_HILL.velocity(0, seen);
    return at1 - at0;
  }

  private static double marginalVariance(InterpolantCoefficients at) {
    double image = at.alpha() * HILL.deviation();
    return image * image + at.sigma() * at.sigma();
  }
}
