package dev.rollover.api;

import dev.rollover.generation.FieldError;

/** A request of a page elsewhere that may not ask, or not in this way: answered by 403. */
final class ForeignOriginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient FieldError error;

  ForeignOriginException(String header, String message) {
    super(header + " " + message);
    this.error = new FieldError(header, message);
  }

  FieldError error() {
    return error;
  }
}
