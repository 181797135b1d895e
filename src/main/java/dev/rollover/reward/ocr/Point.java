package dev.rollover.reward.ocr;

/** A place in an image; the pixel in its upper left corner is at (0, 0). */
record Point(double x, double y) {

  double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /** Brought to whole numbers, downwards. */
  Point floored() {
    return new Point(Math.floor(x), Math.floor(y));
  }
}
