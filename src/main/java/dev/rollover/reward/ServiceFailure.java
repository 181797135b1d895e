package dev.rollover.reward;

/** What comes from a service in an answer's place. */
public enum ServiceFailure {
  /** It does not take such a request, however often. */
  REFUSED,
  /** It got too many requests. */
  THROTTLED,
  /** An error of its own. */
  BROKEN,
  /** No connection, one that was cut, or an answer without end. */
  UNREACHABLE,
  /** Nothing in time. */
  LATE,
  /** Something that is no answer. */
  GARBLED,
  /** Nothing yet when whoever asked had no use for it any more. */
  INTERRUPTED
}
