package dev.rollover.tensor;

import org.jspecify.annotations.Nullable;

/**
 * How a device computes models and keeps weights. Rewards are computed in float32 everywhere.
 *
 * @param models of transformers and encoders; null for what suits the device: bfloat16 on a GPU
 *     that has it, else float32
 * @param decoders of what makes images; null for the same as models
 * @param weights in which types they are kept
 */
public record Arithmetic(
    @Nullable Precision models, @Nullable Precision decoders, WeightKeeping weights) {

  /** What suits the device. */
  public static final Arithmetic AUTO = new Arithmetic(null, null, WeightKeeping.AUTO);
}
