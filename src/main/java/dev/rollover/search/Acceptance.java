package dev.rollover.search;

/** When a draw is good enough for a chain to go on from. */
public enum Acceptance {
  /** When its reward is above the highest that the chain moved to. */
  IMPROVEMENT,
  /** When its reward reaches a threshold. */
  THRESHOLD
}
