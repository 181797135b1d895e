package dev.rollover.shapes;

/** Something that no caption says; the message tells what captions can say instead. */
public final class CaptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  CaptionException(String message) {
    super(message);
  }
}
