package dev.rollover.search;

/**
 * The time a search is charged for: two counters that only grow, from 0 where its preparation
 * began.
 */
public interface SearchClock {

  /** Nanoseconds that have passed. */
  long nanos();

  /** Nanoseconds in which the device has worked for this search. */
  long deviceNanos();
}
