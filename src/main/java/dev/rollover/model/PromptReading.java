package dev.rollover.model;

import org.jspecify.annotations.Nullable;

/**
 * How a model reads prompts.
 *
 * @param usualGuidance the scale that a model gets when nobody says one, where it was distilled to
 *     take it; null where it takes none
 * @param takesNegativePrompt whether it can be guided away from a negative prompt, at two
 *     evaluations a velocity; one that was distilled to take a scale cannot, nor one to few steps
 * @param tokens that it reads of a prompt at most; padding counts, as it is attended to
 * @param ownTokens as many as its tokenizer gives, whatever the configuration says
 */
public record PromptReading(
    @Nullable Double usualGuidance, boolean takesNegativePrompt, int tokens, int ownTokens) {

  public PromptReading {
    if (tokens < 1 || tokens > ownTokens) {
      throw new IllegalArgumentException(
          "a model reads 1 to %d tokens, not %d".formatted(ownTokens, tokens));
    }
  }
}
