package dev.rollover.generation;

/** A step in a generation's life that its status does not allow. */
public class IllegalTransitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IllegalTransitionException(GenerationStatus from, String to) {
    super("a generation that is %s cannot be %s".formatted(Names.of(from), to));
  }
}
