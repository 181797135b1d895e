package dev.rollover.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeGridTest {

  @Test
  void a_uniform_grid_takes_equal_steps() {
    assertThat(TimeGrid.uniform(4).times()).containsExactly(1.0, 0.75, 0.5, 0.25, 0.0);
  }

  @Test
  void the_papers_grid_for_vp_shows_the_model_the_papers_times() {
    double[] paper = {.9935, .9931, .992, .9898, .9856, .9776, .9617, .9289, .8591, .7087, 0};
    TimeGrid grid = TimeGrid.quarterCircle(10);
    GenerationProcess process =
        new GenerationProcess(new VariancePreserving(), Diffusion.NONE, grid);
    for (int step = 0; step <= grid.steps(); step++) {
      assertThat(process.modelTime(grid.at(step))).isCloseTo(paper[step], within(5e-5));
    }
  }

  /** Sigmas of diffusers' FlowMatchEulerDiscreteScheduler with FLUX's configuration, in float. */
  @Test
  void the_shifted_grid_is_that_of_diffusers() {
    assertShifted(0.5, 1, 0.8318243026733398, 0.622459352016449, 0.354661226272583, 0);
    assertShifted(0.63, 1, 0.8492348194122314, 0.652489423751831, 0.38494473695755005, 0);
    assertShifted(1.15, 1, 0.9045307636260986, 0.7595109343528748, 0.5128441452980042, 0);
  }

  /**
   * Compares a grid of 4 steps.
   *
   * @param mu ln of the factor: linear in the image's tokens, .5 at 256 and 1.15 at 4,096
   */
  private static void assertShifted(double mu, double... expected) {
    TimeGrid grid = TimeGrid.shifted(4, Math.exp(mu));
    for (int step = 0; step < expected.length; step++) {
      assertThat(grid.at(step)).isCloseTo(expected[step], within(1e-6));
    }
  }

  @Test
  void a_shift_of_any_factor_keeps_the_ends_exactly() {
    for (double factor : new double[] {1e-3, 0.3, 1, 3, 1e3}) {
      assertThat(TimeGrid.shifted(7, factor).steps()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_carried_grid_shows_the_model_the_times_of_the_path_it_comes_from(Interpolant path) {
    for (int steps : new int[] {1, 2, 10, 1000}) {
      TimeGrid original = TimeGrid.quarterCircle(steps);
      TimeGrid carried = original.carried(new VariancePreserving(), path);
      assertThat(carried.steps()).isEqualTo(steps);
      for (int step = 1; step <= steps; step++) {
        assertThat(modelTime(path, carried, step))
            .isCloseTo(modelTime(new VariancePreserving(), original, step), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.rollover.flow.Interpolants#all")
  void a_grid_can_take_equal_steps_of_the_models_time_on_any_path(Interpolant path) {
    for (int steps : new int[] {1, 2, 10, 1000}) {
      TimeGrid grid = TimeGrid.uniformFor(new Linear(), path, steps);
      double first = modelTime(path, grid, 0);
      assertThat(first).isCloseTo(path instanceof VariancePreserving ? .9935 : 1, within(5e-5));
      for (int step = 0; step <= steps; step++) {
        assertThat(modelTime(path, grid, step))
            .isCloseTo(first * (steps - step) / steps, within(1e-9));
      }
    }
  }

  private static double modelTime(Interpolant path, TimeGrid grid, int step) {
    return new GenerationProcess(path, Diffusion.NONE, grid).modelTime(grid.at(step));
  }

  @Test
  void a_grid_falls_from_one_to_zero() {
    assertThatThrownBy(() -> new TimeGrid(List.of(1.0, 0.5))).hasMessageContaining("from 1 to 0");
    assertThatThrownBy(() -> new TimeGrid(List.of(1.0, 0.5, 0.5, 0.0)))
        .hasMessageContaining("falls strictly");
    assertThatThrownBy(() -> TimeGrid.uniform(0)).hasMessageContaining("at least 1 step");
  }
}
