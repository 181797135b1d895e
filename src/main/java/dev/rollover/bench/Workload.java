package dev.rollover.bench;

import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.search.Algorithm;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchPlan;
import java.util.List;
import java.util.Map;

/**
 * A job to measure the service with: Rollover Budget Forcing with all its defaults, under a reward
 * that wants what the prompt keeps out of the image. Hardly a candidate is then better than the one
 * before, and the budget is spent to its end.
 *
 * @param nfe the budget
 * @param seed of the noise
 */
record Workload(int nfe, long seed) {

  /** What the image shows. */
  static final String PROMPT = "two blue squares";

  /** Latents of one call, both chains' candidates, except at its beginning and at its end. */
  static final int ROWS = 2;

  private static final String WANTED = "red circle";
  private static final int WANTED_COUNT = 8;

  /** As a client asks for it. */
  String json() {
    return """
    {"prompt": "%s", "seed": %d, "budget": {"nfe": %d},
     "search": {"algorithm": "rbf"},
     "reward": [{"name": "count", "params": {"targets": {"%s": %d}}}]}
    """
        .formatted(PROMPT, seed, nfe, WANTED, WANTED_COUNT);
  }

  /** As the service plans it. */
  SearchPlan plan() {
    return new SearchPlan(
        SearchOptions.of(Algorithm.RBF).resolve(), BudgetLimits.ofNfe(nfe), seed, 1);
  }

  /** As the service scores it. */
  Reward reward() {
    Map<String, Object> targets = Map.of("targets", Map.of(WANTED, WANTED_COUNT));
    return RewardKinds.selfContained().create(PROMPT, List.of(new RewardTerm("count", 1, targets)));
  }
}
