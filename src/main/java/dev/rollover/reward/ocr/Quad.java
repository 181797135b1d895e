package dev.rollover.reward.ocr;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The four corners of a place where text stands, as its reader sees them. */
record Quad(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {

  /** Tells four corners apart: of the two that are furthest left, the upper one is the top left. */
  static Quad of(List<Point> corners) {
    List<Point> across = corners.stream().sorted(Comparator.comparingDouble(Point::x)).toList();
    List<Point> left = downwards(across.subList(0, 2));
    List<Point> right = downwards(across.subList(2, 4));
    return new Quad(left.get(0), right.get(0), right.get(1), left.get(1));
  }

  private static List<Point> downwards(List<Point> two) {
    return two.stream().sorted(Comparator.comparingDouble(Point::y)).toList();
  }

  Stream<Point> corners() {
    return Stream.of(topLeft, topRight, bottomRight, bottomLeft);
  }

  /** With every corner moved. */
  Quad moved(UnaryOperator<Point> move) {
    return new Quad(
        move.apply(topLeft), move.apply(topRight), move.apply(bottomRight), move.apply(bottomLeft));
  }

  /** The length of the longer of its upper and its lower side. */
  double width() {
    return Math.max(topLeft.distance(topRight), bottomLeft.distance(bottomRight));
  }

  /** The length of the longer of its left and its right side. */
  double height() {
    return Math.max(topLeft.distance(bottomLeft), topRight.distance(bottomRight));
  }

  /** The mean of its corners. */
  Point centre() {
    return new Point(
        corners().mapToDouble(Point::x).average().orElseThrow(),
        corners().mapToDouble(Point::y).average().orElseThrow());
  }
}
