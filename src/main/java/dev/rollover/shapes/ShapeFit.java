package dev.rollover.shapes;

import java.util.Comparator;

/**
 * Finds the shape, blurred or not, that covers most nearly the pixels that a region covers, in a
 * window two pixels larger than the region on each side: it holds the blurred fringe as well.
 *
 * <p>A shape is tried at one place and size only, with the area and the centre of mass of what is
 * covered: blur changes neither.
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
    this.left = Math.max(0, region.left() - 2);
    this.top = Math.max(0, region.top() - 2);
    this.width = Math.min(SIZE - 1, region.right() + 2) - left + 1;
    this.height = Math.min(SIZE - 1, region.bottom() + 2) - top + 1;
    this.coverages = new float[width * height];
    copyFringe(paint);
    copyRegion(paint);
    measure();
  }

  /** The object, of any shape, that covers most nearly what the region covers. */
  static SceneObject nearest(Region region, Paint paint) {
    ShapeFit fit = new ShapeFit(region, paint);
    BlurredShape best =
        BlurredShape.ALL.stream().min(Comparator.comparingDouble(fit::misfit)).orElseThrow();
    return fit.candidate(best.shape());
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

  /** Σ over the window of the squared difference to what the shape would cover. */
  private double misfit(BlurredShape blurred) {
    SceneObject candidate = candidate(blurred.shape());
    double misfit = 0;
    for (int at = 0; at < coverages.length; at++) {
      double difference =
          coverages[at]
              - blurred.coverage(x(at) - candidate.x(), y(at) - candidate.y(), candidate.radius());
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
