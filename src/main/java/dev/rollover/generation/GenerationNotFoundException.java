package dev.rollover.generation;

import java.util.UUID;

/** No generation has this id, or it has no such part (yet). */
public class GenerationNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public GenerationNotFoundException(UUID id) {
    super("there is no generation " + id);
  }

  public GenerationNotFoundException(UUID id, String part) {
    super("generation " + id + " has no " + part);
  }
}
