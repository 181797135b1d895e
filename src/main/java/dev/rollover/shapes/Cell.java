package dev.rollover.shapes;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A place for one object: a square of 16 × 16 pixels, one of 4 × 4, which is what one image token
 * of the bundled model shows.
 *
 * @param column from the left, in [0, 4)
 * @param row from the top, in [0, 4)
 */
record Cell(int column, int row) {

  /** Cells along each side of a scene. */
  static final int ALONG_SIDE = 4;

  /** Pixels along each side of a cell. */
  static final int SIZE = Scene.SIZE / ALONG_SIDE;

  static final List<Cell> ALL =
      IntStream.range(0, ALONG_SIDE * ALONG_SIDE)
          .mapToObj(index -> new Cell(index % ALONG_SIDE, index / ALONG_SIDE))
          .toList();

  double centreX() {
    return (column + 0.5) * SIZE;
  }

  double centreY() {
    return (row + 0.5) * SIZE;
  }
}
