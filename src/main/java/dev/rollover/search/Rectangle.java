package dev.rollover.search;

import dev.rollover.model.LatentShape;

/**
 * A part of a latent, in tokens.
 *
 * @param shape of the latent
 * @param top row, from 0
 * @param left column, from 0
 * @param height in rows, at least 1
 * @param width in columns, at least 1
 */
record Rectangle(LatentShape shape, int top, int left, int height, int width) {

  /**
   * One by chance: its sides uniform from one token to the whole latent's, its place uniform among
   * those where it fits.
   *
   * @param chance of which four numbers are used
   */
  static Rectangle anywhere(LatentShape shape, Uniforms chance) {
    int height = 1 + (int) (chance.at(0) * shape.rows());
    int width = 1 + (int) (chance.at(1) * shape.columns());
    int top = (int) (chance.at(2) * (shape.rows() - height + 1));
    int left = (int) (chance.at(3) * (shape.columns() - width + 1));
    return new Rectangle(shape, top, left, height, width);
  }

  /** A latent with this part of another in place of its own. */
  float[] replaced(float[] latent, float[] other) {
    float[] mixed = latent.clone();
    int length = width * shape.channels();
    for (int row = top; row < top + height; row++) {
      int at = (row * shape.columns() + left) * shape.channels();
      System.arraycopy(other, at, mixed, at, length);
    }
    return mixed;
  }
}
