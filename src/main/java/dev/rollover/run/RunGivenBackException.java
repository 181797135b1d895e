package dev.rollover.run;

/** The process shuts down, and the run ends where it stands, to go on in another. */
class RunGivenBackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RunGivenBackException() {
    super("the process shuts down");
  }
}
