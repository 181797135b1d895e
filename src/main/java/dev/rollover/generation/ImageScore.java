package dev.rollover.generation;

import java.util.Map;

/**
 * What an image is worth to a reward, or to a judge.
 *
 * @param value the weighted sum
 * @param terms that it is made of, by name, unweighted
 */
public record ImageScore(double value, Map<String, Double> terms) {
  public ImageScore {
    terms = Map.copyOf(terms);
  }
}
