package dev.rollover.search;

/** Why a search is over. */
public enum Ending {
  /** It did all that its NFE allow. */
  COMPLETED,
  /** A finished image reached the target. */
  TARGET_REACHED,
  /** Another round would have run over the duration. */
  OUT_OF_TIME,
  /** Another round would have run over the cost. */
  OUT_OF_MONEY
}
