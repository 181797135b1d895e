package dev.rollover.reward;

import java.util.Map;

/**
 * One image's reward.
 *
 * @param value the reward the search maximises; finite
 * @param terms the parts it is made of, by name, unweighted
 */
public record Score(double value, Map<String, Double> terms) {

  public Score {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a reward is a finite number, not " + value);
    }
    terms = Map.copyOf(terms);
  }
}
