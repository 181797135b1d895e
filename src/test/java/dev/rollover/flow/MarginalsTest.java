package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many particles, many steps: every path, with noise and without, ends in the data. */
class MarginalsTest {

  private static final GaussianMixture DATA = GaussianMixture.TWO_HILLS;
  private static final Linear TRAINED = new Linear();
  private static final int PARTICLES = 4000;
  private static final int STEPS = 160;

  /** Kolmogorov and Smirnov's distance that chance exceeds once in a thousand times. */
  private static final double CRITICAL = 1.95 / Math.sqrt(PARTICLES);

  static Stream<Arguments> pathsWithNoiseAndWithout() {
    return Interpolants.withoutAndWith(new Diffusion(DiffusionCoefficient.SQUARE, 2));
  }

  static Stream<Arguments> linearPathWithEveryNoise() {
    return Stream.of(DiffusionCoefficient.values())
        .map(coefficient -> Arguments.of(TRAINED, new Diffusion(coefficient, 0.5)));
  }

  @ParameterizedTest
  @MethodSource({"pathsWithNoiseAndWithout", "linearPathWithEveryNoise"})
  void particles_have_the_datas_marginals(Interpolant path, Diffusion diffusion) {
    assertMarginals(new GenerationProcess(path, diffusion, TimeGrid.uniform(STEPS)));
  }

  static Stream<Arguments> pathsWithLittleFreshNoiseAndWithout() {
    return Interpolants.all()
        .flatMap(path -> Stream.of(Arguments.of(path, 0.0), Arguments.of(path, 0.15)));
  }

  @ParameterizedTest
  @MethodSource("pathsWithLittleFreshNoiseAndWithout")
  void steps_that_preserve_coefficients_have_them_too(Interpolant path, double eta) {
    assertMarginals(
        new GenerationProcess(path, new CoefficientsPreserving(eta), TimeGrid.uniform(STEPS)));
  }

  private static void assertMarginals(GenerationProcess process) {
    Random random = new Random(20250319);
    double[] particles = random.doubles(PARTICLES).map(ignored -> random.nextGaussian()).toArray();
    for (int i = 0; i < PARTICLES; i++) {
      particles[i] *= process.inputScale(1);
    }
    advance(process, particles, 0, STEPS / 2, random);
    assertThat(distance(process, particles, STEPS / 2)).as("half way").isLessThan(CRITICAL);
    advance(process, particles, STEPS / 2, STEPS, random);
    assertThat(distance(process, particles, STEPS)).as("at the image").isLessThan(CRITICAL);
  }

  private static void advance(
      GenerationProcess process, double[] particles, int from, int to, Random random) {
    for (int step = from; step < to; step++) {
      StepCoefficients coefficients = process.modelStep(step);
      InterpolantCoefficients seen = TRAINED.at(process.modelTime(process.grid().at(step)));
      for (int i = 0; i < particles.length; i++) {
        double u = DATA.velocity(particles[i], seen);
        particles[i] = coefficients.apply(particles[i], u, random.nextGaussian());
      }
    }
  }

  /** The largest distance of the particles' distribution from the true marginal. */
  private static double distance(GenerationProcess process, double[] particles, int step) {
    InterpolantCoefficients seen = TRAINED.at(process.modelTime(process.grid().at(step)));
    double[] sorted = particles.clone();
    Arrays.sort(sorted);
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = DATA.cumulative(sorted[i], seen);
      largest = Math.max(largest, Math.abs(expected - (double) i / sorted.length));
      largest = Math.max(largest, Math.abs(expected - (double) (i + 1) / sorted.length));
    }
    return largest;
  }
}
