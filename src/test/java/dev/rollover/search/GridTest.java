package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.flow.Diffusion;
import dev.rollover.flow.GenerationProcess;
import dev.rollover.flow.Interpolant;
import dev.rollover.flow.TimeGrid;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GridTest {

  private static final double SHIFT = 3;

  @ParameterizedTest
  @EnumSource(Grid.class)
  void every_grid_runs_from_one_to_zero_on_every_path(Grid grid) {
    for (Path path : Path.values()) {
      for (int steps : new int[] {2, 10, SamplingSettings.MOST_STEPS}) {
        TimeGrid times = grid.times(steps, SHIFT, path.interpolant());
        assertThat(times.steps()).isEqualTo(steps);
        assertThat(times.at(0)).isEqualTo(1);
        assertThat(times.at(steps)).isZero();
      }
    }
  }

  @Test
  void vps_times_on_the_straight_path_are_the_papers_for_vp() {
    assertThat(modelTimes(Grid.VP_TIMES, Path.LINEAR, 10).subList(1, 11))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 5e-5 ? 0 : Double.compare(a, b))
        .containsExactly(.9931, .992, .9898, .9856, .9776, .9617, .9289, .8591, .7087, 0.);
  }

  @Test
  void on_vp_itself_vps_times_are_its_quarter_circle() {
    TimeGrid expected = TimeGrid.quarterCircle(10);
    TimeGrid times = Grid.VP_TIMES.times(10, SHIFT, Path.VP.interpolant());
    for (int step = 0; step <= 10; step++) {
      assertThat(times.at(step)).isCloseTo(expected.at(step), within(1e-12));
    }
  }

  @Test
  void on_the_straight_path_the_models_equal_steps_are_its_own() {
    assertThat(Grid.MODEL_UNIFORM.times(4, SHIFT, Path.LINEAR.interpolant()))
        .isEqualTo(TimeGrid.uniform(4));
  }

  @Test
  void the_models_equal_steps_on_vp_are_equal_to_the_model() {
    List<Double> times = modelTimes(Grid.MODEL_UNIFORM, Path.VP, 10);
    assertThat(times.getFirst()).isCloseTo(.9935, within(5e-5));
    for (int step = 1; step <= 10; step++) {
      assertThat(times.get(step - 1) - times.get(step)).isCloseTo(.09935, within(5e-6));
    }
  }

  private static List<Double> modelTimes(Grid grid, Path path, int steps) {
    Interpolant interpolant = path.interpolant();
    TimeGrid times = grid.times(steps, SHIFT, interpolant);
    GenerationProcess process = new GenerationProcess(interpolant, Diffusion.NONE, times);
    return IntStream.rangeClosed(0, steps)
        .mapToObj(step -> process.modelTime(times.at(step)))
        .toList();
  }
}
