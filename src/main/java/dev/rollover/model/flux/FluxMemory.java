package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.T5Config;
import dev.rollover.tensor.BatchLimits;

/**
 * What calls of a FLUX's networks take beside the weights, in bytes, read off the programs: what is
 * alive at once where most is. With c bytes a number in products, 4 elsewhere, and N tokens of D
 * channels between the blocks (text and image, of all rows):
 *
 * <pre>
 * transformer  N·D·(4 + 10c)             a single block joins attention (1) and hidden (4) into 5,
 *                                        beside the tokens in float32; attention is fused
 * T5           H·L²·4 + L'·4·max(3·H·L, 3·F + 2·D)   scores, or the gate of the feed-forward, of
 *                                        L' tokens at once
 * decoder      3·C·c a pixel             norm, activation and input of the widest resolution: C is
 *                                        the most of channels/4^level, where a level begins with
 *                                        the channels of the one below
 * </pre>
 *
 * Of T5 that is what float32 takes; bfloat16 takes less.
 *
 * @param computed c: bytes of a number in products
 */
record FluxMemory(FluxConfigs configs, int textTokens, int computed) {

  private static final int FLOAT = 4;

  /** What a call of the transformer takes for so many rows of images with so many pixels. */
  long velocity(int rows, long pixels) {
    int side = configs.autoencoder().sizeMultiple();
    long tokens = rows * (textTokens + pixels / side / side);
    return tokens * configs.transformer().innerDim() * (FLOAT + 10L * computed);
  }

  /** What encoding prompts takes, as many as are encoded at once. */
  long encode() {
    T5Config t5 = configs.t5();
    long scores = 3L * t5.numHeads() * textTokens;
    long gate = 3L * t5.dFf() + 2L * t5.dModel();
    long bias = (long) t5.numHeads() * textTokens * textTokens * FLOAT;
    long tokens = Math.max(textTokens, FluxEncoders.MOST_TOKENS);
    return bias + tokens * FLOAT * Math.max(scores, gate);
  }

  /** What decoding so many pixels takes. */
  long decode(long pixels) {
    AutoencoderConfig autoencoder = configs.autoencoder();
    double widest = 0;
    for (int level = 0; level < autoencoder.levels(); level++) {
      int below = Math.min(level + 1, autoencoder.levels() - 1);
      widest = Math.max(widest, autoencoder.channels().get(below) / Math.pow(4, level));
    }
    return (long) (3 * widest * computed * pixels);
  }

  /**
   * The most that any call of the transformer takes: of one image of the largest size, or of as
   * many small ones as go at once, of which texts are the larger part.
   */
  long velocities(int largestSide, BatchLimits limits) {
    long largest = (long) largestSide * largestSide;
    int side = configs.autoencoder().sizeMultiple();
    long smallest = Math.max((long) side * side, limits.pixels() / limits.rows());
    int rows = Math.clamp(limits.pixels() / smallest, 1, limits.rows());
    return Math.max(velocity(1, largest), velocity(rows, Math.min(smallest, largest)));
  }
}
