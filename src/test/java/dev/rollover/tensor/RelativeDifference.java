package dev.rollover.tensor;

import org.jspecify.annotations.NullMarked;

/** How far values are from what they should be. */
@NullMarked
public final class RelativeDifference {

  private RelativeDifference() {}

  /** ‖ours − theirs‖ / ‖theirs‖ over all values. */
  public static double of(float[] ours, float[] theirs) {
    if (ours.length != theirs.length) {
      throw new AssertionError(ours.length + " values where " + theirs.length + " are expected");
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < theirs.length; i++) {
      difference += Math.pow((double) ours[i] - theirs[i], 2);
      norm += Math.pow(theirs[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
