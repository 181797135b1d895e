package dev.rollover.search;

/**
 * One algorithm: a function from a state to the next, one round at a time. A round makes at most
 * one call for velocities, or one for images and their scores; between two rounds a search can be
 * left, stored and taken up again.
 */
interface Search {

  /** Where it begins, before any call. */
  Progress start();

  /** One round; books what it spends and returns the state after it. */
  SearchState advance(SearchState state, World world);

  /**
   * Turns to the shortest way to an answer, for want of time; returns the state as it is if it is
   * on it or has one.
   */
  SearchState conclude(SearchState state);

  /** At most so many rounds lead from {@link #conclude} to the end. */
  int roundsToConclude();
}
