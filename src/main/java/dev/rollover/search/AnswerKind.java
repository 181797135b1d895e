package dev.rollover.search;

/** Which images may be a search's answer. */
public enum AnswerKind {
  /** Only those at the end of the way. */
  FINISHED,
  /** Each posterior mean that was scored, wherever it stood: the published code's answers. */
  POSTERIOR_MEAN
}
