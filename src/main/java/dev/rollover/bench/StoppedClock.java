package dev.rollover.bench;

import dev.rollover.search.SearchClock;

/** For searches that are not charged for time. */
record StoppedClock() implements SearchClock {

  @Override
  public long nanos() {
    return 0;
  }

  @Override
  public long deviceNanos() {
    return 0;
  }
}
