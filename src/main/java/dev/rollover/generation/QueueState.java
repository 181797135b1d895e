package dev.rollover.generation;

/**
 * What waits and what runs.
 *
 * @param depth generations that wait
 * @param nfe that the waiting ones may spend
 * @param running generations that run
 */
public record QueueState(int depth, long nfe, int running) {

  /** With one more that waits. */
  public QueueState with(Generation generation) {
    return new QueueState(depth + 1, nfe + generation.ownNfe(), running);
  }
}
