package dev.rollover.generation;

import java.util.List;
import java.util.stream.Collectors;

/** A request that was refused before anything was queued, with every fault that it has. */
public class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  public InvalidRequestException(List<FieldError> errors) {
    super(
        errors.stream()
            .map(error -> error.field() + " " + error.message())
            .collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** Every fault, in the order of the request's fields. */
  public List<FieldError> errors() {
    return errors;
  }
}
