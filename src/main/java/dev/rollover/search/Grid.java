package dev.rollover.search;

import dev.rollover.flow.TimeGrid;

/** How the steps are spread over time, by name. */
public enum Grid {
  /** Equal steps. */
  UNIFORM {
    @Override
    TimeGrid times(int steps, double timeShift) {
      return TimeGrid.uniform(steps);
    }
  },
  /** √(1 − (1 − τ)²): short steps at high noise, the paper's for VP. */
  QUARTER_CIRCLE {
    @Override
    TimeGrid times(int steps, double timeShift) {
      return TimeGrid.quarterCircle(steps);
    }
  },
  /** Equal steps shifted towards noise as the model's own sampler does, for FLUX by image size. */
  RESOLUTION_SHIFT {
    @Override
    TimeGrid times(int steps, double timeShift) {
      return TimeGrid.shifted(steps, timeShift);
    }
  };

  /** The grid that belongs to a path: the paper's for VP, equal steps otherwise. */
  static Grid of(Path path) {
    return path == Path.VP ? QUARTER_CIRCLE : UNIFORM;
  }

  /**
   * The grid.
   *
   * @param timeShift the model's own, see {@link dev.rollover.model.FlowModel#timeShift()}
   */
  abstract TimeGrid times(int steps, double timeShift);
}
