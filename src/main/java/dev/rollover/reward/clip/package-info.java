/** Rewards by networks that lead images and texts to one space: CLIP, SigLIP, and heads on them. */
@NullMarked
package dev.rollover.reward.clip;

import org.jspecify.annotations.NullMarked;
