package dev.rollover.reward.owl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much of a box others cover, wherever they overlap one another: exact, strip by strip. */
final class Covered {

  private Covered() {}

  /** The part of the box's area that lies under any of the others, 0 to 1. */
  static double part(Box box, List<Box> others) {
    List<Box> touching = others.stream().filter(other -> touches(box, other)).toList();
    double[] edges =
        touching.stream()
            .flatMap(other -> List.of(other.left(), other.right()).stream())
            .mapToDouble(edge -> Math.clamp(edge, box.left(), box.right()))
            .sorted()
            .distinct()
            .toArray();
    double area = 0;
    for (int strip = 1; strip < edges.length; strip++) {
      double from = edges[strip - 1];
      double to = edges[strip];
      List<Box> across =
          touching.stream().filter(other -> other.left() <= from && other.right() >= to).toList();
      area += (to - from) * height(box, across);
    }
    return area / box.area();
  }

  private static boolean touches(Box box, Box other) {
    return other.left() < box.right()
        && other.right() > box.left()
        && other.top() < box.bottom()
        && other.bottom() > box.top();
  }

  /** Of the box, as far as any of those that go across the strip lies over it. */
  private static double height(Box box, List<Box> across) {
    List<Box> downwards = new ArrayList<>(across);
    downwards.sort(Comparator.comparingDouble(Box::top));
    double height = 0;
    double reached = box.top();
    for (Box other : downwards) {
      double bottom = Math.min(other.bottom(), box.bottom());
      height += Math.max(0, bottom - Math.max(other.top(), reached));
      reached = Math.max(reached, bottom);
    }
    return height;
  }
}
