package dev.rollover.shapes;

/** Something that no caption says; the message tells what captions can say instead. */
public final class CaptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String explanation;

  CaptionException(String explanation) {
    super(explanation);
    this.explanation = explanation;
  }

  /** What captions can say instead. */
  @Override
  public String getMessage() {
    return explanation;
  }
}
