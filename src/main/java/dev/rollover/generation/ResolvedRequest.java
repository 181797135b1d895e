package dev.rollover.generation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with every value said: what runs, and what the answer shows. Posting it again gives the
 * same generation.
 *
 * @param budget its optional limits stay absent when unlimited
 */
public record ResolvedRequest(
    String prompt,
    String model,
    int width,
    int height,
    long seed,
    int count,
    Search search,
    List<RewardTerm> reward,
    Budget budget,
    Map<String, String> metadata,
    boolean deterministic) {

  public ResolvedRequest {
    reward = List.copyOf(reward);
    metadata = Map.copyOf(metadata);
  }

  /** The same request under other limits. */
  public ResolvedRequest within(Budget limits) {
    return new ResolvedRequest(
        prompt, model, width, height, seed, count, search, reward, limits, metadata, deterministic);
  }

  /**
   * How the budget is spent.
   *
   * @param variant absent for algorithms that have none
   * @see GenerationRequest.Search
   */
  public record Search(
      String algorithm,
      @Nullable String variant,
      String sampler,
      String interpolant,
      String grid,
      int steps,
      int chains,
      int initialParticles,
      int particles,
      Diffusion diffusion,
      int finishSteps) {}

  /** g(s) = norm · c(s), c by its name. */
  public record Diffusion(String coefficient, double norm) {}

  /** One term of the reward's weighted sum. */
  public record RewardTerm(String name, double weight, Map<String, Object> params) {
    public RewardTerm {
      params = Map.copyOf(params);
    }
  }

  /** What may be spent. */
  public record Budget(
      int nfe,
      @Nullable Duration maxDuration,
      @Nullable Double maxCostUsd,
      @Nullable Double targetReward) {}
}
