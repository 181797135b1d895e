package dev.rollover.search;

import dev.rollover.flow.ResolutionShift;
import dev.rollover.flow.TimeGrid;

/** How the steps are spread over time, by name. */
public enum Grid {
  /** Equal steps. */
  UNIFORM {
    @Override
    TimeGrid times(int steps, int tokens) {
      return TimeGrid.uniform(steps);
    }
  },
  /** √(1 − (1 − τ)²): short steps at high noise, the paper's for VP. */
  QUARTER_CIRCLE {
    @Override
    TimeGrid times(int steps, int tokens) {
      return TimeGrid.quarterCircle(steps);
    }
  },
  /** FLUX's shift by the image's size. */
  RESOLUTION_SHIFT {
    @Override
    TimeGrid times(int steps, int tokens) {
      return TimeGrid.shifted(steps, new ResolutionShift().shift(tokens));
    }
  };

  abstract TimeGrid times(int steps, int tokens);
}
