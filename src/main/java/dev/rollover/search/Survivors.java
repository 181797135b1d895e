package dev.rollover.search;

/** Among whom candidates compete to go on. */
public enum Survivors {
  /** Each chain goes on with the best of its own: the published code's way. */
  PER_CHAIN,
  /** As many as there are chains go on, the best of all, whatever chain they belong to. */
  OF_ALL
}
