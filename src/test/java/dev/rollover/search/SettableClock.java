package dev.rollover.search;

/** Stands still until it is told to move. */
final class SettableClock implements SearchClock {

  private long nanos;
  private long deviceNanos;

  void pass(double seconds, double deviceSeconds) {
    nanos += (long) (1e9 * seconds);
    deviceNanos += (long) (1e9 * deviceSeconds);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long deviceNanos() {
    return deviceNanos;
  }
}
