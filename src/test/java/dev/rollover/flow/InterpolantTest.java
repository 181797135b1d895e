package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterpolantTest {

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void slopes_are_the_derivatives(Interpolant interpolant) {
    double h = 1e-5;
    Interpolants.innerTimes()
        .forEach(
            s -> {
              InterpolantCoefficients here = interpolant.at(s);
              InterpolantCoefficients after = interpolant.at(s + h);
              InterpolantCoefficients before = interpolant.at(s - h);
              assertThat(here.alphaDot())
                  .isCloseTo((after.alpha() - before.alpha()) / (2 * h), within(1e-6));
              assertThat(here.sigmaDot())
                  .isCloseTo((after.sigma() - before.sigma()) / (2 * h), within(1e-6));
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_time_comes_back_from_its_signal_to_noise_ratio(Interpolant interpolant) {
    Interpolants.innerTimes()
        .forEach(
            s ->
                assertThat(interpolant.timeOf(interpolant.at(s).signalToNoise()))
                    .isCloseTo(s, within(1e-12)));
    assertThat(interpolant.timeOf(interpolant.at(0).signalToNoise())).isZero();
    assertThat(interpolant.timeOf(interpolant.at(1).signalToNoise())).isCloseTo(1, within(1e-12));
    assertThat(interpolant.timeOf(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_ratio_comes_back_from_its_time(Interpolant interpolant) {
    for (double ratio : new double[] {1e-1, 1, 10, 1e3, 1e6}) {
      assertThat(interpolant.at(interpolant.timeOf(ratio)).signalToNoise() / ratio)
          .isCloseTo(1, within(1e-8));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void starts_at_the_image_and_ends_at_noise(Interpolant interpolant) {
    InterpolantCoefficients image = interpolant.at(0);
    assertThat(image.alpha()).isEqualTo(1);
    assertThat(image.sigma()).isZero();
    InterpolantCoefficients noise = interpolant.at(1);
    boolean leavesSomeImage = interpolant instanceof VariancePreserving;
    assertThat(noise.alpha()).isCloseTo(leavesSomeImage ? 0.006571 : 0, within(1e-6));
    assertThat(noise.sigma()).isCloseTo(1, within(leavesSomeImage ? 3e-5 : 0));
  }

  @Test
  void a_polynomial_of_degree_one_is_linear() {
    Interpolants.innerTimes()
        .forEach(
            s -> {
              assertThat(new Polynomial(1).at(s).alpha())
                  .isCloseTo(new Linear().at(s).alpha(), within(1e-15));
              assertThat(new Polynomial(1).at(s).sigmaDot()).isEqualTo(1);
            });
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void refuses_what_is_off_the_path(Interpolant interpolant) {
    assertThatThrownBy(() -> interpolant.at(1.01)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> interpolant.at(Double.NaN)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> interpolant.timeOf(-1)).hasMessageContaining("[0, ∞]");
  }
}
