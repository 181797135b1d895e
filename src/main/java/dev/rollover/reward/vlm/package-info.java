/** Rewards that vision-language models give, asked over the chat interface that OpenAI began. */
@NullMarked
@NamedInterface("vlm")
package dev.rollover.reward.vlm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
