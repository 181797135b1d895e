package dev.rollover.bench.tables;

import dev.rollover.search.SearchClock;
import dev.rollover.tensor.DeviceAccount;

/**
 * The time of one run, side by side with others.
 *
 * @param began by {@link System#nanoTime()}
 * @param account that pays for its calls
 */
record RunClock(long began, DeviceAccount account) implements SearchClock {

  @Override
  public long nanos() {
    return System.nanoTime() - began;
  }

  @Override
  public long deviceNanos() {
    return account.nanos();
  }
}
