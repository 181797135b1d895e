package dev.rollover.queue;

/** An idempotency key that was used before, with another request. */
public class IdempotencyConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IdempotencyConflictException(String key) {
    super("the idempotency key \"" + key + "\" was used before with another request");
  }
}
