package dev.rollover.shapes;

import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Finds the outline that covers most nearly the pixels that a region covers, in a window one pixel
 * larger than the region on each side: it holds the blurred fringe of the outline as well.
 */
final class ShapeFit {

  private static final int SIZE = Scene.SIZE;

  private final Region region;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  /** By pixel of the window, row-major; 0 where something else lies. */
  private final float[] coverages;

  private double area;
  private double centroidX;
  private double centroidY;

  private ShapeFit(Region region, Paint paint) {
    this.region = region;
    this.left = Math.max(0, region.left() - 1);
    this.top = Math.max(0, region.top() - 1);
    this.width = Math.min(SIZE - 1, region.right() + 1) - left + 1;
    this.height = Math.min(SIZE - 1, region.bottom() + 1) - top + 1;
    this.coverages = new float[width * height];
    copyFringe(paint);
    copyRegion(paint);
    measure();
  }

  /** The object, of any shape, that covers most nearly what the region covers. */
  static SceneObject nearest(Region region, Paint paint) {
    ShapeFit fit = new ShapeFit(region, paint);
    return Stream.of(Shape.values())
        .map(fit::candidate)
        .min(Comparator.comparingDouble(fit::misfit))
        .orElseThrow();
  }

  /** Pixels of the region's colour that are too faint for any region. */
  private void copyFringe(Paint paint) {
    for (int at = 0; at < coverages.length; at++) {
      int pixel = (top + at / width) * SIZE + left + at % width;
      float coverage = paint.coverages()[pixel];
      if (coverage < Region.INSIDE && paint.colours()[pixel] == region.colour()) {
        coverages[at] = coverage;
      }
    }
  }

  private void copyRegion(Paint paint) {
    for (int pixel : region.pixels()) {
      int at = (pixel / SIZE - top) * width + pixel % SIZE - left;
      coverages[at] = paint.coverages()[pixel];
    }
  }

  private void measure() {
    for (int at = 0; at < coverages.length; at++) {
      area += coverages[at];
      centroidX += coverages[at] * x(at);
      centroidY += coverages[at] * y(at);
    }
    centroidX /= area;
    centroidY /= area;
  }

  /** The shape with the area and the centre of mass of what is covered. */
  private SceneObject candidate(Shape shape) {
    double radius = shape.radiusOfArea(area);
    double y = centroidY - shape.centroidY(radius);
    return new SceneObject(new Kind(region.colour(), shape), centroidX, y, radius);
  }

  /** Σ over the window of the squared difference to the candidate's coverage. */
  private double misfit(SceneObject candidate) {
    double misfit = 0;
    for (int at = 0; at < coverages.length; at++) {
      double difference = coverages[at] - candidate.coverage(x(at), y(at));
      misfit += difference * difference;
    }
    return misfit;
  }

  private double x(int at) {
    return left + at % width + 0.5;
  }

  private double y(int at) {
    return top + at / width + 0.5;
  }
}
