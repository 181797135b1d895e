package dev.rollover.time;

/**
 * Counts the time that passes. Setting the wall clock does not move it, so whatever is to happen
 * after a while, or so often, goes by this.
 */
@FunctionalInterface
public interface Ticker {

  /** Nanoseconds since some moment; only the difference of two readings means anything. */
  long nanos();

  /** The ticker of this machine. */
  static Ticker system() {
    return System::nanoTime;
  }
}
