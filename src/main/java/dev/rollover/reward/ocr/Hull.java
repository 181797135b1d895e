package dev.rollover.reward.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of points, by Andrew's monotone chain. */
final class Hull {

  private Hull() {}

  /** Its corners, one after another round it; those of one or two points are they. */
  static List<Point> of(List<Point> points) {
    List<Point> sorted =
        points.stream()
            .distinct()
            .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
            .toList();
    if (sorted.size() < 3) {
      return sorted;
    }
    List<Point> corners = chain(sorted);
    List<Point> back = chain(sorted.reversed());
    corners.addAll(back);
    return corners;
  }

  /** One side of the hull, without its last point, with which the other begins. */
  private static List<Point> chain(List<Point> sorted) {
    List<Point> chain = new ArrayList<>();
    for (Point next : sorted) {
      while (chain.size() > 1 && turn(chain.get(chain.size() - 2), chain.getLast(), next) <= 0) {
        chain.removeLast();
      }
      chain.add(next);
    }
    chain.removeLast();
    return chain;
  }

  private static double turn(Point from, Point over, Point to) {
    return (over.x() - from.x()) * (to.y() - from.y())
        - (over.y() - from.y()) * (to.x() - from.x());
  }
}
