/** What networks that look at images have in common: how images get to them, and their weights. */
@NullMarked
package dev.rollover.reward.vision;

import org.jspecify.annotations.NullMarked;
