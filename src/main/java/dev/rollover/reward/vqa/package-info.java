/** The reward that the bundled vision-language model gives, which sees the bundled world alone. */
@NullMarked
@NamedInterface("vqa")
package dev.rollover.reward.vqa;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
