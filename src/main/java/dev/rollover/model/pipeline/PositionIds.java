package dev.rollover.model.pipeline;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The places of tokens as a transformer reads them: (0, y, x, …) for a token of the image; all 0
 * for every token of the text, but for one axis that counts them if there is one.
 *
 * @param axes numbers of one place, at least 3
 * @param textAxis the axis that counts the text's tokens from 0; null for none
 */
public record PositionIds(int axes, @Nullable Integer textAxis) {

  private static final int ROW = 1;
  private static final int COLUMN = 2;

  /** The places of a packed latent's tokens: {@code [tokens, axes]}. */
  public Tensor ofImage(Scope scope, LatentPacking packing) {
    LatentShape shape = packing.packedShape();
    float[] ids = new float[shape.tokens() * axes];
    for (int token = 0; token < shape.tokens(); token++) {
      ids[token * axes + ROW] = Math.floorDiv(token, shape.columns());
      ids[token * axes + COLUMN] = token % shape.columns();
    }
    return scope.floats(ids, shape.tokens(), axes);
  }

  /** The places of a text's tokens: {@code [tokens, axes]}. */
  public Tensor ofText(Scope scope, int tokens) {
    float[] ids = new float[tokens * axes];
    for (int token = 0; textAxis != null && token < tokens; token++) {
      ids[token * axes + textAxis] = token;
    }
    return scope.floats(ids, tokens, axes);
  }
}
