package dev.rollover.reward;

/** Who wants scores, and may have no use for them any more while a service keeps it waiting. */
@FunctionalInterface
public interface Caller {

  /** One that stays whatever comes. */
  Caller PATIENT = () -> false;

  /**
   * Whether it has no use for the scores any more, which does not change again. Asked by the thread
   * that scores, a few times a second while it waits.
   */
  boolean hasLeft();

  /** Leaves as soon as one of both does. */
  default Caller or(Caller other) {
    return () -> hasLeft() || other.hasLeft();
  }
}
