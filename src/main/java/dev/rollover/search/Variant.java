package dev.rollover.search;

/** Which Rollover Budget Forcing: the paper's and its published code differ. */
public enum Variant {
  /** Algorithm 2 of the paper: the first candidate above r* is taken, at the last step too. */
  PAPER,
  /**
   * The published code: a larger prescreen, quotas of a smaller share, and a last step that spends
   * all that remains.
   */
  REFERENCE
}
