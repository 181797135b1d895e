package dev.rollover.shapes;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a shape of radius 1 covers once it is blurred, as a table: decoders blur, and a blurred star
 * is nearer to a sharp circle than to a sharp star.
 */
final class BlurredShape {

  /** Each shape at each blur. */
  static final List<BlurredShape> ALL =
      Stream.of(Shape.values())
          .flatMap(shape -> blurs().mapToObj(blur -> new BlurredShape(shape, blur)))
          .toList();

  private static final int SAMPLES_PER_RADIUS = 24;

  /** How far the table reaches from the centre, in radii: to where the widest blur has ended. */
  private static final int REACH = 2;

  private static final int SIDE = 2 * REACH * SAMPLES_PER_RADIUS + 1;

  private final Shape shape;
  private final float[] coverages;

  private BlurredShape(Shape shape, double blur) {
    this.shape = shape;
    this.coverages = blurredAlong(blurredAlong(outline(shape), blur, 1), blur, SIDE);
  }

  /**
   * Standard deviations in radii. The first is what a pixel's own square does to a sharp outline;
   * the last is one and a half pixels.
   */
  private static DoubleStream blurs() {
    return DoubleStream.of(0.06, 0.16, 0.27);
  }

  Shape shape() {
    return shape;
  }

  /** The share of a pixel that the shape covers, its centre being at (x, y) from the shape's. */
  float coverage(double x, double y, double radius) {
    int column = sample(x / radius);
    int row = sample(y / radius);
    boolean within = column >= 0 && column < SIDE && row >= 0 && row < SIDE;
    return within ? coverages[row * SIDE + column] : 0;
  }

  private static int sample(double radii) {
    return (int) Math.floor((radii + REACH) * SAMPLES_PER_RADIUS + 0.5);
  }

  private static double radii(int sample) {
    return (double) sample / SAMPLES_PER_RADIUS - REACH;
  }

  private static float[] outline(Shape shape) {
    float[] inside = new float[SIDE * SIDE];
    for (int row = 0, at = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++, at++) {
        inside[at] = shape.distance(radii(column), radii(row), 1) < 0 ? 1 : 0;
      }
    }
    return inside;
  }

  /** A Gaussian blur along rows (stride 1) or columns (stride SIDE); nothing lies outside. */
  private static float[] blurredAlong(float[] table, double blur, int stride) {
    double deviation = blur * SAMPLES_PER_RADIUS;
    int reach = (int) Math.ceil(3 * deviation);
    float[] blurred = new float[table.length];
    for (int at = 0; at < table.length; at++) {
      int place = at / stride % SIDE;
      double sum = 0;
      double weights = 0;
      for (int offset = -reach; offset <= reach; offset++) {
        double weight = Math.exp(-offset * offset / (2 * deviation * deviation));
        boolean within = place + offset >= 0 && place + offset < SIDE;
        sum += within ? weight * table[at + offset * stride] : 0;
        weights += weight;
      }
      blurred[at] = (float) (sum / weights);
    }
    return blurred;
  }
}
