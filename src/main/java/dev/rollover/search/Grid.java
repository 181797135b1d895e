package dev.rollover.search;

import dev.rollover.flow.Interpolant;
import dev.rollover.flow.Linear;
import dev.rollover.flow.TimeGrid;
import dev.rollover.flow.VariancePreserving;

/** How the steps are spread over time, by name. */
public enum Grid {
  /** Equal steps. */
  UNIFORM {
    @Override
    TimeGrid times(int steps, double timeShift, Interpolant path) {
      return TimeGrid.uniform(steps);
    }
  },
  /** √(1 − (1 − τ)²): short steps at high noise, the paper's for VP. */
  QUARTER_CIRCLE {
    @Override
    TimeGrid times(int steps, double timeShift, Interpolant path) {
      return TimeGrid.quarterCircle(steps);
    }
  },
  /** Equal steps shifted towards noise as the model's own sampler does, for FLUX by image size. */
  RESOLUTION_SHIFT {
    @Override
    TimeGrid times(int steps, double timeShift, Interpolant path) {
      return TimeGrid.shifted(steps, timeShift);
    }
  },
  /**
   * The times at which the path is as noisy as VP is on its own quarter circle: on another path
   * this is the paper's change of time alone, without VP's scaling of the diffusion.
   */
  VP_TIMES {
    @Override
    TimeGrid times(int steps, double timeShift, Interpolant path) {
      return TimeGrid.quarterCircle(steps).carried(new VariancePreserving(), path);
    }
  },
  /**
   * Equal steps of the time that the model sees: on VP this is the paper's scaling of the diffusion
   * alone, without VP's change of time.
   */
  MODEL_UNIFORM {
    @Override
    TimeGrid times(int steps, double timeShift, Interpolant path) {
      return TimeGrid.uniformFor(new Linear(), path, steps);
    }
  };

  /** The grid that belongs to a path: the paper's for VP, equal steps otherwise. */
  static Grid of(Path path) {
    return path == Path.VP ? QUARTER_CIRCLE : UNIFORM;
  }

  /**
   * The grid.
   *
   * @param timeShift the model's own, see {@link dev.rollover.model.FlowModel#timeShift}
   * @param path whose times these are
   */
  abstract TimeGrid times(int steps, double timeShift, Interpolant path);
}
