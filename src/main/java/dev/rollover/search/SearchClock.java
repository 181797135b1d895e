package dev.rollover.search;

/** The time a search is charged for: two counters that only grow. */
public interface SearchClock {

  /** Nanoseconds since some moment. */
  long nanos();

  /** Nanoseconds in which the device has worked for this search, since some moment. */
  long deviceNanos();
}
