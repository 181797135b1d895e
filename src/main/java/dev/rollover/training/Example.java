package dev.rollover.training;

import dev.rollover.model.flux.PromptTokens;

/**
 * What a flow learns from: a caption and the latent it leads to.
 *
 * @param latent packed, shifted and scaled
 */
@SuppressWarnings("ArrayRecordComponent") // Examples are handed on, never compared.
record Example(PromptTokens caption, float[] latent) {}
