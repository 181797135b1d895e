package dev.rollover.model;

import java.util.List;

/** A network's answer that is no number: its weights, or its arithmetic, do not suit its input. */
public final class NotFiniteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private NotFiniteException(String what) {
    super("the %s that the model gives is not finite".formatted(what));
  }

  /**
   * Makes sure of answers.
   *
   * @param what they are
   * @return the same
   * @throws NotFiniteException if a value is NaN or infinite
   */
  public static List<float[]> require(String what, List<float[]> rows) {
    rows.forEach(row -> require(what, row));
    return rows;
  }

  static void require(String what, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new NotFiniteException(what);
      }
    }
  }
}
