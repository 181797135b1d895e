package dev.rollover.api;

/** A range that begins behind the end of a file: answered by 416. */
final class RangeNotSatisfiableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int length;

  RangeNotSatisfiableException(int length) {
    super("must begin below " + length);
    this.length = length;
  }

  /** How many bytes there are. */
  int length() {
    return length;
  }
}
