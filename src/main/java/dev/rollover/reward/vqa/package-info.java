/** The reward that the bundled vision-language model gives, which sees the bundled world alone. */
@NullMarked
package dev.rollover.reward.vqa;

import org.jspecify.annotations.NullMarked;
