package dev.rollover.reward.ocr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The regions of a mask: pixels that are set and touch each other, by corners too. */
final class Regions {

  private final int width;
  private final int height;
  private final boolean[] left;

  private Regions(int width, boolean[] mask) {
    this.width = width;
    this.height = mask.length / width;
    this.left = mask.clone();
  }

  /**
   * Finds them.
   *
   * @param mask row by row
   * @return of each region the first and the last pixel of every row, which have all of its hull
   */
  static List<List<Point>> outlines(int width, boolean[] mask) {
    Regions regions = new Regions(width, mask);
    List<List<Point>> outlines = new ArrayList<>();
    for (int at = 0; at < mask.length; at++) {
      if (regions.left[at]) {
        outlines.add(regions.outline(at));
      }
    }
    return outlines;
  }

  /** Takes a region out of what is left. */
  private List<Point> outline(int start) {
    int[] first = new int[height];
    int[] last = new int[height];
    Arrays.fill(first, width);
    Arrays.fill(last, -1);
    Deque<Integer> reached = new ArrayDeque<>();
    take(start, reached);
    while (!reached.isEmpty()) {
      int at = reached.pop();
      int x = at % width;
      int y = at / width;
      first[y] = Math.min(first[y], x);
      last[y] = Math.max(last[y], x);
      takeAround(x, y, reached);
    }
    return ends(first, last);
  }

  private void takeAround(int x, int y, Deque<Integer> reached) {
    for (int row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
      for (int column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
        take(row * width + column, reached);
      }
    }
  }

  private void take(int at, Deque<Integer> reached) {
    if (left[at]) {
      left[at] = false;
      reached.push(at);
    }
  }

  private static List<Point> ends(int[] first, int[] last) {
    List<Point> ends = new ArrayList<>();
    for (int y = 0; y < first.length; y++) {
      if (last[y] >= 0) {
        ends.add(new Point(first[y], y));
        ends.add(new Point(last[y], y));
      }
    }
    return ends;
  }
}
