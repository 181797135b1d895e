package dev.rollover.model.flux;

/**
 * One latent whose velocity is asked for: rows of one batch may have different prompts, times and
 * guidance, but are of one size.
 *
 * @param latent packed, {@code [tokens, channels]}
 * @param time of the linear interpolant, in [0, 1], 1 being noise
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record VelocityRow(float[] latent, double time, TextEmbedding text, double guidance) {

  /** The same with another prompt. */
  VelocityRow with(TextEmbedding other) {
    return new VelocityRow(latent, time, other, guidance);
  }
}
