package dev.rollover.generation;

import java.util.Map;

/**
 * What the search gained.
 *
 * @param initial reward of the first sample scored
 * @param best reward of the image that is answered
 * @param terms of the best, by name, unweighted
 */
public record RewardSummary(double initial, double best, Map<String, Double> terms) {
  public RewardSummary {
    terms = Map.copyOf(terms);
  }
}
