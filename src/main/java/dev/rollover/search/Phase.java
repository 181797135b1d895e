package dev.rollover.search;

/** What velocity evaluations are for: the part of the way from noise to image that they are at. */
public enum Phase {
  /** The noises that chains and samples start from. */
  INITIAL,
  /** The states between noise and image: a search's candidates, or the steps of a plain sample. */
  SEARCH,
  /**
   * Gradients of the reward, of states that are led on from with guidance: two evaluations each.
   */
  GUIDANCE,
  /** The deterministic way from the states that were chosen to x_0. */
  FINISH
}
