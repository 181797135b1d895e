/** Rewards that vision-language models give, asked over the chat interface that OpenAI began. */
@NullMarked
package dev.rollover.reward.vlm;

import org.jspecify.annotations.NullMarked;
