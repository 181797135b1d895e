package dev.rollover.model.flux2;

import dev.rollover.model.LatentPacking;

/**
 * What rows of one velocity call have in common.
 *
 * @param textTokens of their prompts
 */
record VelocityShape(LatentPacking packing, int textTokens) {}
