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
 * </pre>
 */
record ZImageMemory(ZImageConfig transformer, Qwen3Config text) implements CallMemory {

  @Override
  public long transformerBytes(int computed) {
    return 8L * transformer.dim() * (1 + computed);
  }

  @Override
  public long encoderBytes(int textTokens, long together) {
    return text.bytesToEncode(together);
  }
}
