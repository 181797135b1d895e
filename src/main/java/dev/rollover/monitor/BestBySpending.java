package dev.rollover.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The best reward that a generation had when each tenth of its budget was spent.
 *
 * <p>Invariant: holds one value for each tenth that was passed, in order.
 */
final class BestBySpending {

  static final int TENTHS = 10;

  private final long limit;
  private final List<OptionalDouble> passed = new ArrayList<>();
  private OptionalDouble best = OptionalDouble.empty();

  /** Of a budget of so many evaluations, at least one. */
  BestBySpending(long limit) {
    this.limit = limit;
  }

  /** Notes what is best after so many evaluations. */
  synchronized void note(long used, double best) {
    passTenthsBefore(used);
    this.best = OptionalDouble.of(best);
  }

  /** Notes that nothing more is spent: what was best remains so. */
  synchronized void end() {
    passTenthsBefore(Long.MAX_VALUE);
  }

  /** The best at each tenth passed so far, from 10 %; empty where nothing was scored yet. */
  synchronized List<OptionalDouble> tenths() {
    return List.copyOf(passed);
  }

  private void passTenthsBefore(long used) {
    while (passed.size() < TENTHS && limit * (passed.size() + 1) / TENTHS < used) {
      passed.add(best);
    }
  }
}
