package dev.rollover.model.flux2;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;

/**
 * The places of tokens as FLUX.2's transformer reads them: (0, y, x, 0) for a token of the image,
 * (0, 0, 0, l) for the l-th token of the text.
 */
final class PositionIds {

  /** Numbers of one place; the first is that of reference images, of which there are none here. */
  static final int AXES = 4;

  private PositionIds() {}

  /** The places of a packed latent's tokens: {@code [tokens, 4]}. */
  static Tensor ofImage(Scope scope, LatentPacking packing) {
    LatentShape shape = packing.packedShape();
    float[] ids = new float[shape.tokens() * AXES];
    for (int token = 0; token < shape.tokens(); token++) {
      ids[token * AXES + 1] = Math.floorDiv(token, shape.columns());
      ids[token * AXES + 2] = token % shape.columns();
    }
    return scope.floats(ids, shape.tokens(), AXES);
  }

  /** The places of a text's tokens: {@code [tokens, 4]}. */
  static Tensor ofText(Scope scope, int tokens) {
    float[] ids = new float[tokens * AXES];
    for (int token = 0; token < tokens; token++) {
      ids[token * AXES + 3] = token;
    }
    return scope.floats(ids, tokens, AXES);
  }
}
