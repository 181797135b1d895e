package dev.rollover.model.pipeline;

import dev.rollover.model.LatentPacking;

/**
 * What rows of one call of the transformer agree in.
 *
 * @param packing of their latents
 * @param textTokens that are read of their prompts at most
 * @param guided whether each is recorded with a negative prompt, which takes twice as much
 */
record VelocityShape(LatentPacking packing, int textTokens, boolean guided) {}
