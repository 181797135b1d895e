package dev.rollover.reward.ocr;

import java.util.List;

/**
 * How probable it is for each pixel that text stands there, and the rectangles in which it then
 * does: the post-processing of Differentiable Binarization (Liao et al., AAAI 2020) as PaddleOCR
 * and RapidOCR 1.4.4 do it ({@code DBPostProcess}), with RapidOCR's numbers.
 *
 * <p>Pixels of more than 0.3 are dilated by 2 × 2 and joined to regions; a region's smallest
 * rectangle counts if its shorter side has at least 3 pixels and the mean in it is at least 0.5.
 * Regions are smaller than the text that they stand for, so that the rectangle grows on each side
 * by 1.6 · area / perimeter. Unlike there, holes in regions are not regions themselves, and a grown
 * rectangle is not rounded before it is brought to the image's size.
 *
 * @param values row by row, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record TextMap(int width, int height, float[] values) {

  private static final float PIXEL = 0.3f;
  private static final double MEAN = 0.5;
  private static final double GROWTH = 1.6;
  private static final int SHORTEST = 3;

  /** Where text stands, in no order. */
  List<Rectangle> rectangles() {
    return Regions.outlines(width, dilated()).stream()
        .map(Rectangle::around)
        .filter(rectangle -> rectangle.shorter() >= SHORTEST && mean(rectangle) >= MEAN)
        .map(TextMap::grown)
        .toList();
  }

  private boolean[] dilated() {
    boolean[] dilated = new boolean[values.length];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at++) {
        dilated[at] = isText(x, y) || isText(x - 1, y) || isText(x, y - 1) || isText(x - 1, y - 1);
      }
    }
    return dilated;
  }

  private boolean isText(int x, int y) {
    return x >= 0 && y >= 0 && values[y * width + x] > PIXEL;
  }

  /** Of the values in a rectangle, whose corners are brought to whole pixels. */
  private double mean(Rectangle rectangle) {
    List<Point> corners = rectangle.corners().stream().map(Point::floored).toList();
    int right = (int) corners.stream().mapToDouble(Point::x).max().orElseThrow();
    int bottom = (int) corners.stream().mapToDouble(Point::y).max().orElseThrow();
    int left = (int) corners.stream().mapToDouble(Point::x).min().orElseThrow();
    int top = (int) corners.stream().mapToDouble(Point::y).min().orElseThrow();
    double sum = 0;
    int pixels = 0;
    for (int y = Math.max(top, 0); y <= Math.min(bottom, height - 1); y++) {
      for (int x = Math.max(left, 0); x <= Math.min(right, width - 1); x++) {
        if (isInside(corners, x, y)) {
          sum += values[y * width + x];
          pixels++;
        }
      }
    }
    return pixels == 0 ? 0 : sum / pixels;
  }

  /** Whether a pixel is in a convex shape, or on its edge; its corners stand clockwise. */
  private static boolean isInside(List<Point> corners, int x, int y) {
    Point from = corners.getLast();
    for (Point to : corners) {
      if ((to.x() - from.x()) * (y - from.y()) < (to.y() - from.y()) * (x - from.x())) {
        return false;
      }
      from = to;
    }
    return true;
  }

  private static Rectangle grown(Rectangle rectangle) {
    double area = rectangle.width() * rectangle.height();
    return rectangle.grown(GROWTH * area / (2 * (rectangle.width() + rectangle.height())));
  }
}
