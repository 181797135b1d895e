package dev.rollover.plot;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name as the legend has it
 * @param points in the order in which they are joined
 */
public record Series(String name, List<Point> points) {

  public Series {
    points = List.copyOf(points);
  }

  /**
   * One point.
   *
   * @param low the lower end of its interval, {@code y} where it has none
   * @param high the upper end of its interval, {@code y} where it has none
   */
  public record Point(double x, double y, double low, double high) {

    /** A point without an interval. */
    public Point(double x, double y) {
      this(x, y, y, y);
    }

    boolean hasInterval() {
      return low < high;
    }
  }
}
