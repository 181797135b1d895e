package dev.rollover.reward;

import java.util.Map;

/**
 * One wish of a request: a kind of reward by its name, its share in the sum, and what it is told.
 *
 * @param weight its factor in the sum; not 0, negative to minimise
 * @param params as that kind's {@link RewardKind#parameters()} say
 */
public record RewardTerm(String name, double weight, Map<String, Object> params) {

  public RewardTerm {
    params = Map.copyOf(params);
  }
}
