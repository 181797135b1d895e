package dev.rollover.shapes;

/**
 * The outlines an object can have, as signed distances: negative inside, positive outside, in
 * pixels. Every outline of radius r lies in the square [−r, r]² around its centre; y points down.
 *
 * <p>Straight edges are half-planes, so that beyond a corner the distance is a lower bound: the
 * antialiasing of sharp tips is a little full, which keeps stars legible at this size.
 */
public enum Shape {
  CIRCLE("circle", Math.PI, 0) {
    @Override
    double distance(double x, double y, double radius) {
      return Math.sqrt(x * x + y * y) - radius;
    }
  },
  SQUARE("square", 4 * Outline.SQUARE_HALF_SIDE * Outline.SQUARE_HALF_SIDE, 0) {
    @Override
    double distance(double x, double y, double radius) {
      return Math.max(Math.abs(x), Math.abs(y)) - Outline.SQUARE_HALF_SIDE * radius;
    }
  },
  /** Its apex at the top, as wide as it is high. */
  TRIANGLE("triangle", 2, 1.0 / 3) {
    @Override
    double distance(double x, double y, double radius) {
      double toSide = (2 * Math.abs(x) - y - radius) / Math.sqrt(5);
      return Math.max(toSide, y - radius);
    }
  },
  /** Five tips, one of them at the top. */
  STAR("star", 5 * Outline.STAR_INNER * Outline.SIN_36, 0) {
    @Override
    double distance(double x, double y, double radius) {
      // Two reflections fold the plane into the sector of the top tip.
      double foldedX = Math.abs(x);
      double foldedY = -y;
      double beyond = 2 * Math.max(Outline.COS_36 * foldedX - Outline.SIN_36 * foldedY, 0);
      foldedX -= beyond * Outline.COS_36;
      foldedY += beyond * Outline.SIN_36;
      beyond = 2 * Math.max(-Outline.COS_36 * foldedX - Outline.SIN_36 * foldedY, 0);
      foldedX = Math.abs(foldedX + beyond * Outline.COS_36);
      foldedY += beyond * Outline.SIN_36;
      return (foldedX * Outline.STAR_EDGE_Y + (foldedY - radius) * Outline.STAR_EDGE_X)
          / Outline.STAR_EDGE_LENGTH;
    }
  };

  /** Outlines of radius 1. As fields of the enum they would come too late for its constants. */
  private static final class Outline {

    static final double SQUARE_HALF_SIDE = 0.88;
    static final double COS_36 = Math.cos(Math.PI / 5);
    static final double SIN_36 = Math.sin(Math.PI / 5);

    /** A star's inner corners lie at this fraction of its radius. */
    static final double STAR_INNER = 0.5;

    /** The edge from a star's tip (0, 1) to the inner corner beside it, y pointing up. */
    static final double STAR_EDGE_X = STAR_INNER * SIN_36;

    static final double STAR_EDGE_Y = 1 - STAR_INNER * COS_36;
    static final double STAR_EDGE_LENGTH = Math.hypot(STAR_EDGE_X, STAR_EDGE_Y);

    private Outline() {}
  }

  private final String word;
  private final double unitArea;
  private final double unitCentroidY;

  /**
   * A shape.
   *
   * @param unitArea the area at radius 1
   * @param unitCentroidY how far below the centre the centre of mass lies at radius 1
   */
  Shape(String word, double unitArea, double unitCentroidY) {
    this.word = word;
    this.unitArea = unitArea;
    this.unitCentroidY = unitCentroidY;
  }

  /** The radius at which the shape has the given area, in pixels. */
  double radiusOfArea(double area) {
    return Math.sqrt(area / unitArea);
  }

  /** How far below the shape's centre its centre of mass lies, in pixels. */
  double centroidY(double radius) {
    return unitCentroidY * radius;
  }

  /** The signed distance of the point (x, y), seen from the shape's centre, to its outline. */
  abstract double distance(double x, double y, double radius);

  /** The share of a pixel that the shape covers, its centre being at (x, y) from the shape's. */
  double coverage(double x, double y, double radius) {
    return Math.clamp(0.5 - distance(x, y, radius), 0.0, 1.0);
  }

  /** The shape's name in captions, for one object. */
  public String word() {
    return word;
  }

  /** The shape's name in captions, for none or several objects. */
  public String plural() {
    return word + "s";
  }
}
