package dev.rollover.model.flux2;

/**
 * One latent whose velocity is asked for: rows of one batch may have different prompts and times,
 * but are of one size.
 *
 * @param latent packed, {@code [tokens, channels]}
 * @param time of the linear interpolant, in [0, 1], 1 being noise
 * @param text the encoder's states, {@code [text tokens, joint_attention_dim]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record VelocityRow(float[] latent, double time, float[] text) {}
