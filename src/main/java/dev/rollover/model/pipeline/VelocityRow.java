package dev.rollover.model.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * One latent whose velocity is asked for: rows of one batch may have different prompts, times and
 * guidance, but are of one size.
 *
 * @param latent packed, {@code [tokens, channels]}
 * @param time of the linear interpolant, in [0, 1], 1 being noise
 * @param guidance the scale that the transformer takes; null if it takes none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record VelocityRow<T>(float[] latent, double time, T text, @Nullable Double guidance) {

  /** The same with another prompt. */
  VelocityRow<T> with(T other) {
    return new VelocityRow<>(latent, time, other, guidance);
  }
}
