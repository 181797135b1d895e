package dev.rollover.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request with every value said: what runs, and what the answer shows. Posting it again gives the
 * same generation.
 *
 * @param search how the budget is spent: every value of the search by its name, as JSON nests them
 * @param gate asked in the reward's place by the first stage of a search that has one; the reward
 *     itself where it is empty
 * @param judge asked of the answers alone, after the search; nobody where it is empty
 * @param budget its optional limits stay absent when unlimited
 * @param guidance the scale of a model that takes one, or beside a negative prompt
 * @param negativePrompt what the image is led away from, at two evaluations a velocity; nothing
 *     when absent
 * @param maxSequenceLength tokens of the prompts that are read; as many as the model's tokenizer
 *     gives when absent
 */
public record ResolvedRequest(
    String prompt,
    String model,
    int width,
    int height,
    long seed,
    int count,
    Map<String, Object> search,
    List<RewardTerm> reward,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RewardTerm> gate,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RewardTerm> judge,
    Budget budget,
    Map<String, String> metadata,
    boolean deterministic,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double guidance,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String negativePrompt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxSequenceLength) {

  public ResolvedRequest {
    search = Collections.unmodifiableMap(new LinkedHashMap<>(search));
    reward = List.copyOf(reward);
    // One without gate or judge is stored as it was before there were any.
    gate = gate == null ? List.of() : List.copyOf(gate);
    judge = judge == null ? List.of() : List.copyOf(judge);
    metadata = Map.copyOf(metadata);
  }

  /** One that is guided and read as is usual of a model that takes no scale. */
  public ResolvedRequest(
      String prompt,
      String model,
      int width,
      int height,
      long seed,
      int count,
      Map<String, Object> search,
      List<RewardTerm> reward,
      List<RewardTerm> gate,
      List<RewardTerm> judge,
      Budget budget,
      Map<String, String> metadata,
      boolean deterministic) {
    this(
        prompt,
        model,
        width,
        height,
        seed,
        count,
        search,
        reward,
        gate,
        judge,
        budget,
        metadata,
        deterministic,
        null,
        null,
        null);
  }

  /** Function evaluations (NFE) of one velocity. */
  public int nfePerVelocity() {
    return negativePrompt == null ? 1 : 2;
  }

  /** The search's name. */
  public String algorithm() {
    return String.valueOf(search.get("algorithm"));
  }

  /** The same request under other limits. */
  public ResolvedRequest within(Budget limits) {
    return new ResolvedRequest(
        prompt,
        model,
        width,
        height,
        seed,
        count,
        search,
        reward,
        gate,
        judge,
        limits,
        metadata,
        deterministic,
        guidance,
        negativePrompt,
        maxSequenceLength);
  }

  /**
   * One term of the reward's weighted sum.
   *
   * @param normalise whether it is put on one scale with others
   */
  public record RewardTerm(
      String name, double weight, Map<String, Object> params, boolean normalise) {
    public RewardTerm {
      params = Map.copyOf(params);
    }

    /** One that is added as it is. */
    public RewardTerm(String name, double weight, Map<String, Object> params) {
      this(name, weight, params, false);
    }
  }

  /** What may be spent. */
  public record Budget(
      int nfe,
      @Nullable Duration maxDuration,
      @Nullable Double maxCostUsd,
      @Nullable Double targetReward) {}
}
