package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterpolantConversionTest {

  private static final GaussianMixture DATA = GaussianMixture.TWO_HILLS;
  private static final double[] LATENTS = {-2.5, -1, -0.2, 0, 0.7, 1.4, 3};

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void the_converted_velocity_is_the_other_paths_own(Interpolant target) {
    Interpolants.all()
        .forEach(
            trained ->
                Interpolants.innerTimes()
                    .forEach(s -> assertConvertedVelocity(trained, target, s)));
  }

  private static void assertConvertedVelocity(Interpolant trained, Interpolant target, double s) {
    InterpolantCoefficients at = target.at(s);
    if (at.signalToNoise() < trained.at(1).signalToNoise()) {
      return; // A VP model never saw that much noise.
    }
    InterpolantConversion conversion = InterpolantConversion.between(trained, at);
    for (double x : LATENTS) {
      double seen = DATA.velocity(x / conversion.scale(), trained.at(conversion.time()));
      assertThat(conversion.velocity().apply(x, seen))
          .as("%s on %s at %s", target, trained, s)
          .isCloseTo(DATA.velocity(x, at), within(1e-9 * Math.max(1, at.sigmaDot())));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void time_and_scale_move_as_their_slopes_say(Interpolant target) {
    double h = 1e-5;
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantConversion here = fromLinear(target, s);
              InterpolantConversion after = fromLinear(target, s + h);
              InterpolantConversion before = fromLinear(target, s - h);
              assertThat(here.timeDot())
                  .isCloseTo((after.time() - before.time()) / (2 * h), within(1e-5));
              assertThat(here.scaleDot())
                  .isCloseTo((after.scale() - before.scale()) / (2 * h), within(1e-5));
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void converting_there_and_back_ends_at_the_same_time(Interpolant target) {
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantConversion there = fromLinear(target, s);
              InterpolantConversion back =
                  InterpolantConversion.between(target, new Linear().at(there.time()));
              assertThat(back.time()).isCloseTo(s, within(1e-10));
              assertThat(back.scale() * there.scale()).isCloseTo(1, within(1e-10));
              assertThat(back.timeDot() * there.timeDot()).isCloseTo(1, within(1e-8));
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void both_ends_are_limits_and_never_undefined(Interpolant target) {
    for (double s : new double[] {0, 1}) {
      InterpolantConversion end = fromLinear(target, s);
      assertThat(end.time()).isCloseTo(s, within(0.007));
      assertThat(end.scale()).isCloseTo(1, within(0.007));
      assertThat(end.timeDot()).isNotNaN().isNotNegative();
      assertThat(end.scaleDot()).isNotNaN();
    }
  }

  @Test
  void finite_limits_at_the_ends_are_those_of_the_closed_forms() {
    // Cosine: t = σ̄/(ᾱ + σ̄) and c = ᾱ + σ̄.
    for (double s : new double[] {0, 1}) {
      InterpolantConversion end = fromLinear(new Cosine(), s);
      assertThat(end.timeDot()).isCloseTo(Math.PI / 2, within(1e-12));
      assertThat(end.scaleDot()).isCloseTo((s == 0 ? 1 : -1) * Math.PI / 2, within(1e-12));
    }
    assertThat(fromLinear(new LinearVariancePreserving(), 1).scaleDot())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(fromLinear(new VariancePreserving(), 0).timeDot())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  private static InterpolantConversion fromLinear(Interpolant target, double s) {
    return InterpolantConversion.between(new Linear(), target.at(s));
  }
}
