package dev.rollover.reward.ocr;

import java.util.List;

/**
 * A rectangle that may stand askew.
 *
 * @param centre of it
 * @param angle in radians, from the x axis to its side of the length {@code width}
 * @param width of one side, at least 0
 * @param height of the other, at least 0
 */
record Rectangle(Point centre, double angle, double width, double height) {

  /** The smallest by area that holds points; one side of it is one of their hull's. */
  static Rectangle around(List<Point> points) {
    List<Point> hull = Hull.of(points);
    Rectangle smallest = along(0, hull);
    for (int corner = 0; corner < hull.size(); corner++) {
      Point from = hull.get(corner);
      Point to = hull.get((corner + 1) % hull.size());
      Rectangle next = along(Math.atan2(to.y() - from.y(), to.x() - from.x()), hull);
      if (next.width * next.height < smallest.width * smallest.height) {
        smallest = next;
      }
    }
    return smallest;
  }

  /** The one that holds points, in a direction. */
  private static Rectangle along(double angle, List<Point> points) {
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      double along = cosine * point.x() + sine * point.y();
      double across = cosine * point.y() - sine * point.x();
      left = Math.min(left, along);
      right = Math.max(right, along);
      top = Math.min(top, across);
      bottom = Math.max(bottom, across);
    }
    double along = (left + right) / 2;
    double across = (top + bottom) / 2;
    Point centre = new Point(cosine * along - sine * across, sine * along + cosine * across);
    return new Rectangle(centre, angle, right - left, bottom - top);
  }

  /** The length of its shorter side. */
  double shorter() {
    return Math.min(width, height);
  }

  /** With every side further out. */
  Rectangle grown(double by) {
    return new Rectangle(centre, angle, width + 2 * by, height + 2 * by);
  }

  /** Its corners, one after another round it. */
  List<Point> corners() {
    return List.of(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1));
  }

  private Point corner(int side, int end) {
    double along = side * width / 2;
    double across = end * height / 2;
    return new Point(
        centre.x() + Math.cos(angle) * along - Math.sin(angle) * across,
        centre.y() + Math.sin(angle) * along + Math.cos(angle) * across);
  }
}
