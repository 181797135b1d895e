package dev.rollover.shapes;

/**
 * One object of a scene, in pixels of the scene's square; y points down.
 *
 * @param x the centre's distance from the left edge
 * @param y the centre's distance from the top edge
 * @param radius half the side of the square it fills; positive
 */
public record SceneObject(Kind kind, double x, double y, double radius) {

  public SceneObject {
    if (!(radius > 0) || !Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "no object has radius %s at (%s, %s)".formatted(radius, x, y));
    }
  }

  /** The share of the pixel around (atX, atY) that the object covers. */
  double coverage(double atX, double atY) {
    return kind.shape().coverage(atX - x, atY - y, radius);
  }
}
