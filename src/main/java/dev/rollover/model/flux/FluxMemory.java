package dev.rollover.model.flux;

import dev.rollover.model.T5Config;
import dev.rollover.model.pipeline.CallMemory;

/**
 * What calls of FLUX.1's own networks take beside the weights, in bytes, read off the programs.
 * With c bytes a number in products, 4 elsewhere, and tokens of D channels between the blocks:
 *
 * <pre>
 * transformer  D·(4 + 10c) a token       a single block joins attention (1) and hidden (4) into 5,
 *                                        beside the tokens in float32; attention is fused
 * T5           H·L²·4 + L'·4·max(3·H·L, 3·F + 2·D)   scores, or the gate of the feed-forward, of
 *                                        L' tokens at once
 * </pre>
 *
 * Of T5 that is what float32 takes; bfloat16 takes less.
 */
record FluxMemory(FluxConfig transformer, T5Config t5) implements CallMemory {

  private static final int FLOAT = 4;

  @Override
  public long transformerBytes(int computed) {
    return transformer.innerDim() * (FLOAT + 10L * computed);
  }

  @Override
  public long encoderBytes(int textTokens, long together) {
    long scores = 3L * t5.numHeads() * textTokens;
    long gate = 3L * t5.dFf() + 2L * t5.dModel();
    long bias = (long) t5.numHeads() * textTokens * textTokens * FLOAT;
    return bias + together * FLOAT * Math.max(scores, gate);
  }
}
