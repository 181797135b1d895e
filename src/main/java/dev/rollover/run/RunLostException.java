package dev.rollover.run;

import java.util.UUID;

/** The generation is not this run's any more: it was deleted, or another run has begun. */
class RunLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunLostException(UUID id, int attempt) {
    super("run %d of generation %s was overtaken".formatted(attempt, id));
  }
}
