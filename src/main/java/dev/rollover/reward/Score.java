package dev.rollover.reward;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * One image's reward.
 *
 * @param value the reward the search maximises: finite, or −∞, of no worth, where it is unknown
 * @param terms the parts it is made of, by name, unweighted; finite
 */
public record Score(double value, Map<String, Double> terms) {

  /**
   * What the reward could not tell, though it was asked: no number, but a place behind every
   * number. It is never reported, and never an answer.
   */
  public static final Score UNKNOWN = new Score(Double.NEGATIVE_INFINITY, Map.of());

  public Score {
    if (!Double.isFinite(value) && value != Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("a reward is a finite number, not " + value);
    }
    terms = Map.copyOf(terms);
    if (!terms.values().stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a reward's terms are finite numbers, not " + terms);
    }
  }

  /** Whether the reward could tell it. */
  @JsonIgnore
  public boolean isKnown() {
    return value != Double.NEGATIVE_INFINITY;
  }
}
