package dev.rollover.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What the search gained.
 *
 * @param initial reward of the first sample scored
 * @param best reward of the image that is answered
 * @param terms of the best, by name, unweighted, as they are on no scale
 * @param scales of those terms that are put on one, by name
 */
public record RewardSummary(
    double initial,
    double best,
    Map<String, Double> terms,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, TermScale> scales) {
  public RewardSummary {
    terms = Map.copyOf(terms);
    // An older version stored none.
    scales = scales == null ? Map.of() : Map.copyOf(scales);
  }

  /** What was gained of terms that were added as they are. */
  public RewardSummary(double initial, double best, Map<String, Double> terms) {
    this(initial, best, terms, Map.of());
  }
}
