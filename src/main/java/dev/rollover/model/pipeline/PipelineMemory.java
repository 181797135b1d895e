package dev.rollover.model.pipeline;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.tensor.BatchLimits;

/**
 * What calls of a model's networks take beside the weights, in bytes, read off the programs: what
 * is alive at once where most is. Of the decoder, with c bytes a number in products, that is 3·C·c
 * a pixel: norm, activation and input of the widest resolution, C being the most of
 * channels/4^level, where a level begins with the channels of the one below.
 *
 * @param calls of the family's own networks
 * @param textTokens of a prompt
 * @param computed c: bytes of a number in products
 */
public record PipelineMemory(
    AutoencoderConfig autoencoder, CallMemory calls, int textTokens, int computed) {

  /** What a call of the transformer takes for so many rows of images with so many pixels. */
  public long velocity(int rows, long pixels) {
    int side = autoencoder.sizeMultiple();
    return rows * (textTokens + pixels / side / side) * calls.transformerBytes(computed);
  }

  /** What encoding prompts takes, as many as are encoded at once. */
  public long encode() {
    return calls.encoderBytes(textTokens, Math.max(textTokens, TextEncoders.MOST_TOKENS));
  }

  /** What decoding so many pixels takes. */
  public long decode(long pixels) {
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
  public long velocities(int largestSide, BatchLimits limits) {
    long largest = (long) largestSide * largestSide;
    int side = autoencoder.sizeMultiple();
    long smallest = Math.max((long) side * side, limits.pixels() / limits.rows());
    int rows = Math.clamp(limits.pixels() / smallest, 1, limits.rows());
    return Math.max(velocity(1, largest), velocity(rows, Math.min(smallest, largest)));
  }
}
