package dev.rollover.run;

import dev.rollover.model.Conditions;
import dev.rollover.search.SearchClock;

/**
 * Charges a search for the time that passes, and for what the device works under its conditions.
 *
 * @param began by the clock of {@link System#nanoTime}
 */
record RunClock(Conditions conditions, long began) implements SearchClock {

  static RunClock start(Conditions conditions) {
    return new RunClock(conditions, System.nanoTime());
  }

  @Override
  public long nanos() {
    return System.nanoTime() - began;
  }

  @Override
  public long deviceNanos() {
    return conditions.deviceNanos();
  }
}
