package dev.rollover.model.zimage;

import dev.rollover.model.Qwen3Config;
import dev.rollover.model.pipeline.CallMemory;

/**
 * What calls of Z-Image's own networks take beside the weights, in bytes, read off the programs.
 * With c bytes a number in products, 4 elsewhere, and tokens of D channels between the blocks:
 *
 * <pre>
 * transformer  8·D + 8·D·c a token     beside the tokens and their norm in float32, three times the
 *                        feed-forward's channels, of which there are 8/3 · D
 * Qwen3        max(3·F, 4·A) · 4 + 2·H·4 a token   gate and value of the feed-forward of F
 *                        channels, or attention's of A; beside the tokens and what is kept
 * </pre>
 */
record ZImageMemory(ZImageConfig transformer, Qwen3Config text) implements CallMemory {

  private static final int FLOAT = 4;

  @Override
  public long transformerBytes(int computed) {
    return 8L * transformer.dim() * (1 + computed);
  }

  @Override
  public long encoderBytes(int textTokens, long together) {
    long gate = 3L * text.intermediateSize();
    long heads = 4L * text.numAttentionHeads() * text.headDim();
    return together * FLOAT * (Math.max(gate, heads) + 2L * text.hiddenSize());
  }
}
