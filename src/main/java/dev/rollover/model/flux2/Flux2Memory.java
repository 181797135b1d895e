package dev.rollover.model.flux2;

import dev.rollover.model.Qwen3Config;
import dev.rollover.model.pipeline.CallMemory;

/**
 * What calls of FLUX.2 klein's own networks take beside the weights, in bytes, read off the
 * programs. With c bytes a number in products, 4 elsewhere, and tokens of D channels between the
 * blocks whose feed-forwards have M:
 *
 * <pre>
 * transformer  4·D + c·(3·D + 2·M) + max(12·D, c·(D + 2·M)) a token   in a single block, beside the
 *                        tokens in float32, what its one map answers, and either queries and keys
 *                        while they are turned, or what was attended and the gate's two halves
 * </pre>
 */
record Flux2Memory(Flux2Config transformer, Qwen3Config text) implements CallMemory {

  private static final int FLOAT = 4;

  @Override
  public long transformerBytes(int computed) {
    long dim = transformer.innerDim();
    long hidden = transformer.mlpChannels();
    long mapped = computed * (3 * dim + 2 * hidden);
    long attended = computed * (dim + 2 * hidden);
    return FLOAT * dim + mapped + Math.max(3 * FLOAT * dim, attended);
  }

  @Override
  public long encoderBytes(int textTokens, long together) {
    return text.bytesToEncode(together);
  }
}
