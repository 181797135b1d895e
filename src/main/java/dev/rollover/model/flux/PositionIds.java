package dev.rollover.model.flux;

import dev.rollover.model.LatentPacking;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;

/**
 * The places of tokens as FLUX's transformer reads them: (0, y, x) for a token of the image, (0, 0,
 * 0) for every token of the text.
 */
public final class PositionIds {

  /** Numbers of one place; the first is left at 0. */
  static final int AXES = 3;

  private PositionIds() {}

  /** The places of a packed latent's tokens: {@code [tokens, 3]}. */
  public static Tensor ofImage(Scope scope, LatentPacking packing) {
    int tokens = packing.packedShape().tokens();
    int columns = packing.width() / FluxConfigs.PATCH;
    float[] ids = new float[tokens * AXES];
    for (int token = 0; token < tokens; token++) {
      ids[token * AXES + 1] = Math.floorDiv(token, columns);
      ids[token * AXES + 2] = token % columns;
    }
    return scope.floats(ids, tokens, AXES);
  }

  /** The places of a text's tokens: {@code [tokens, 3]}. */
  public static Tensor ofText(Scope scope, int tokens) {
    return scope.floats(new float[tokens * AXES], tokens, AXES);
  }
}
