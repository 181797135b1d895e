package dev.rollover.queue;

import java.time.Duration;

/** As many generations wait as may; nothing was queued. */
public class QueueFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public QueueFullException(int capacity, Duration retryAfter) {
    super(
        "%d generations wait already; try again in %d s"
            .formatted(capacity, retryAfter.toSeconds()));
    this.retryAfter = retryAfter;
  }

  /** When a place is likely to be free; at least a second. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
