package dev.rollover.run;

import dev.rollover.model.Conditions;
import dev.rollover.search.SearchClock;
import dev.rollover.time.Stopwatch;

/**
 * Charges a search for the time that passes, and for what the device works under its conditions.
 */
record RunClock(Conditions conditions, Stopwatch stopwatch) implements SearchClock {

  @Override
  public long nanos() {
    return stopwatch.nanos();
  }

  @Override
  public long deviceNanos() {
    return conditions.deviceNanos();
  }
}
