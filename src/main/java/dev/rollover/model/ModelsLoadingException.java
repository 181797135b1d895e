package dev.rollover.model;

import java.time.Duration;

/** What needs models came while they are still being loaded. */
public final class ModelsLoadingException extends RuntimeException {

  /** Often enough for what takes seconds or minutes. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /**
   * Not yet.
   *
   * @param states of all that is to be loaded, in words
   */
  public ModelsLoadingException(String states) {
    super("the models are still being loaded (%s); come again".formatted(states));
  }

  /** When it is worth asking again. */
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
