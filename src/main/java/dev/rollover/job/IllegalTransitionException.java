package dev.rollover.job;

import java.util.Locale;

/** A step in a generation's life that its status does not allow. */
public class IllegalTransitionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IllegalTransitionException(GenerationStatus from, String to) {
    super(
        "a generation that is %s cannot be %s".formatted(from.name().toLowerCase(Locale.ROOT), to));
  }
}
