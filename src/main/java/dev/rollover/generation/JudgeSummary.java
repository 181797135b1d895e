package dev.rollover.generation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a judge, which the search has not heard, says of the image that is answered first.
 *
 * @param best of that image; absent where the judge could not be had or could not tell
 * @param terms of the same, by name, unweighted
 * @param error why it said nothing of an image; absent when it has judged them all
 */
public record JudgeSummary(
    @Nullable Double best, Map<String, Double> terms, @Nullable JudgeError error) {
  public JudgeSummary {
    terms = Map.copyOf(terms);
  }
}
