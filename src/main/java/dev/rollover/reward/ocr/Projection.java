package dev.rollover.reward.ocr;

/**
 * The projection that leads the corners of the unit square to those of a quad: x = (x₁u + x₂v + x₀)
 * / (gu + hv + 1), y alike (Heckbert, <i>Fundamentals of Texture Mapping and Image Warping</i>,
 * 1989, section 2.2.3). Three corners on one line lead to places that are no numbers.
 *
 * @param quad whose top left corner is where (0, 0) leads, and whose top right (1, 0)
 */
record Projection(Quad quad, double g, double h) {

  static Projection onto(Quad quad) {
    Point right = difference(quad.topRight(), quad.bottomRight());
    Point left = difference(quad.bottomLeft(), quad.bottomRight());
    Point upper = difference(quad.topLeft(), quad.topRight());
    Point lower = difference(quad.bottomRight(), quad.bottomLeft());
    Point askew = new Point(upper.x() + lower.x(), upper.y() + lower.y());
    double area = cross(right, left);
    return new Projection(quad, cross(askew, left) / area, cross(right, askew) / area);
  }

  private static Point difference(Point to, Point from) {
    return new Point(to.x() - from.x(), to.y() - from.y());
  }

  private static double cross(Point one, Point other) {
    return one.x() * other.y() - one.y() * other.x();
  }

  /** Where a place of the unit square leads. */
  Point at(double u, double v) {
    Point origin = quad.topLeft();
    Point right = quad.topRight();
    Point below = quad.bottomLeft();
    double x = led(origin.x(), right.x(), below.x(), u, v);
    double y = led(origin.y(), right.y(), below.y(), u, v);
    double scale = g * u + h * v + 1;
    return new Point(x / scale, y / scale);
  }

  private double led(double origin, double right, double below, double u, double v) {
    return (right - origin + g * right) * u + (below - origin + h * below) * v + origin;
  }
}
