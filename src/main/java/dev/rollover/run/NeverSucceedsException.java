package dev.rollover.run;

import dev.rollover.generation.GenerationError;

/** A run that would fail in the same way however often it is tried. */
class NeverSucceedsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final GenerationError.Type type;

  NeverSucceedsException(GenerationError.Type type, String message) {
    super(message);
    this.type = type;
  }

  GenerationError.Type type() {
    return type;
  }
}
