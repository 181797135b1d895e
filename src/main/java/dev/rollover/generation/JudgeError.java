package dev.rollover.generation;

/** Why a judge said nothing of an image; it fails no generation. */
public record JudgeError(Type type, String message) {

  /** The kinds of silence. */
  public enum Type {
    /** It could not be had, as often as is tried. */
    FAILED,
    /** It was asked, and could not tell what an image is worth. */
    UNKNOWN,
    /** It is not served any more. */
    NOT_SERVED
  }
}
