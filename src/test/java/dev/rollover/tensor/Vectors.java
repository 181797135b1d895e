package dev.rollover.tensor;

import org.jspecify.annotations.NullMarked;

/** Many numbers as one vector. */
@NullMarked
public final class Vectors {

  private Vectors() {}

  /** A point that far from another, in some direction. */
  public static float[] moved(float[] at, float[] towards, double distance) {
    float[] moved = at.clone();
    double length = norm(towards);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (distance * towards[i] / length);
    }
    return moved;
  }

  /** The scalar product. */
  public static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  /** The length. */
  public static double norm(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }
}
