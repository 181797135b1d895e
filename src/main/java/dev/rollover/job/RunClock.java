package dev.rollover.job;

import dev.rollover.model.Conditions;
import dev.rollover.search.SearchClock;

/**
 * Charges a search for the time that passes, and for what the device works under its conditions.
 */
record RunClock(Conditions conditions) implements SearchClock {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long deviceNanos() {
    return conditions.deviceNanos();
  }
}
