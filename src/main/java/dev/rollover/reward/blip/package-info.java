/** ImageReward: a BLIP that reads a text while it looks at an image, and a head on it. */
@NullMarked
package dev.rollover.reward.blip;

import org.jspecify.annotations.NullMarked;
