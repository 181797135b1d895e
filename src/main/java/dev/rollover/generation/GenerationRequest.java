package dev.rollover.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for; every field but the prompt may be absent and is then filled in from the
 * defaults of the model, the search and the rewards. An empty list or object says nothing and is as
 * absent: many clients send one for every field that was left alone. Nothing is checked here:
 * whoever resolves the request finds every fault at once.
 *
 * @param prompt 1 to {@value #LONGEST_PROMPT} characters (code points)
 * @param model a name of the catalogue
 * @param width of the image, in pixels
 * @param height of the image, in pixels
 * @param seed of all noise; drawn when absent
 * @param count how many of the best images are kept; {@value #USUAL_COUNT} when absent
 * @param search how the budget is spent: values by name as JSON nests them, whose names and ranges
 *     are the searches' own
 * @param reward what is maximised: the weighted sum of these
 * @param gate what a search with a first stage asks there in the reward's place: the weighted sum
 *     of these
 * @param judge what the search never hears: the weighted sum of these is asked of the answers alone
 * @param budget what may be spent
 * @param webhook whom to tell at the end; not offered yet
 * @param metadata the client's own words, answered as they came: {@value #MOST_METADATA} entries at
 *     most, none of more than {@value #LONGEST_METADATA} code points
 * @param deterministic whether the calls keep to batches of their own, so that images are
 *     byte-identical at any load
 * @param guidance how strongly the image follows the prompt: the scale that a model was distilled
 *     to take, or of others that of the way from {@code negativePrompt} to the prompt
 * @param negativePrompt what the image is led away from, of a model that takes no scale itself; at
 *     most {@value #LONGEST_PROMPT} characters (code points), and none of them says something too
 * @param maxSequenceLength tokens of the prompt that are read
 */
public record GenerationRequest(
    @Nullable String prompt,
    @Nullable String model,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Long seed,
    @Nullable Integer count,
    @Nullable Map<String, Object> search,
    @Nullable List<RewardTerm> reward,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RewardTerm> gate,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RewardTerm> judge,
    @Nullable Budget budget,
    @Nullable Webhook webhook,
    @Nullable Map<String, String> metadata,
    @Nullable Boolean deterministic,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double guidance,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String negativePrompt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer maxSequenceLength) {

  public static final int LONGEST_PROMPT = 2000;
  public static final int USUAL_COUNT = 1;
  public static final int MOST_METADATA = 16;
  public static final int LONGEST_METADATA = 512;

  public GenerationRequest {
    search = search == null ? null : Said.of(search);
    reward = reward == null || reward.isEmpty() ? null : reward;
    gate = gate == null || gate.isEmpty() ? null : gate;
    judge = judge == null || judge.isEmpty() ? null : judge;
    budget = Budget.NOTHING.equals(budget) ? null : budget;
    webhook = Webhook.NOTHING.equals(webhook) ? null : webhook;
    metadata = metadata == null || metadata.isEmpty() ? null : metadata;
  }

  /** A request that is guided and read as is usual of its model. */
  public GenerationRequest(
      @Nullable String prompt,
      @Nullable String model,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Long seed,
      @Nullable Integer count,
      @Nullable Map<String, Object> search,
      @Nullable List<RewardTerm> reward,
      @Nullable List<RewardTerm> gate,
      @Nullable List<RewardTerm> judge,
      @Nullable Budget budget,
      @Nullable Webhook webhook,
      @Nullable Map<String, String> metadata,
      @Nullable Boolean deterministic) {
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
        webhook,
        metadata,
        deterministic,
        null,
        null,
        null);
  }

  /** A request of a prompt alone. */
  public static GenerationRequest of(String prompt) {
    return new GenerationRequest(
        prompt, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The same request with another search. */
  public GenerationRequest searching(Map<String, Object> other) {
    return new GenerationRequest(
        prompt,
        model,
        width,
        height,
        seed,
        count,
        other,
        reward,
        gate,
        judge,
        budget,
        webhook,
        metadata,
        deterministic,
        guidance,
        negativePrompt,
        maxSequenceLength);
  }

  /** The same request under other limits. */
  public GenerationRequest within(Budget limits) {
    return new GenerationRequest(
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
        webhook,
        metadata,
        deterministic,
        guidance,
        negativePrompt,
        maxSequenceLength);
  }

  /**
   * One term of the reward.
   *
   * @param name a name of the catalogue
   * @param weight its factor in the sum; {@value #USUAL_WEIGHT} when absent
   * @param params what this reward may be told; one that is null, or an empty list or object, is as
   *     absent
   * @param normalise whether its values are put on one scale with others'; not when absent
   */
  public record RewardTerm(
      @Nullable String name,
      @Nullable Double weight,
      @Nullable Map<String, Object> params,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean normalise) {

    public static final double USUAL_WEIGHT = 1;

    public RewardTerm {
      params = params == null ? null : Said.of(params);
    }
  }

  /**
   * What may be spent; whichever limit is met first ends the search. The limit in NFE is never
   * overrun; those in time and cost at most by what one round takes longer than any before it.
   *
   * @param nfe velocity evaluations; {@value #USUAL_NFE} when absent
   * @param maxDuration of running
   * @param maxCostUsd of device time
   * @param targetReward a reward that is good enough to stop at
   */
  public record Budget(
      @Nullable Integer nfe,
      @Nullable Duration maxDuration,
      @Nullable Double maxCostUsd,
      @Nullable Double targetReward) {

    public static final int USUAL_NFE = 100;

    static final Budget NOTHING = new Budget(null, null, null, null);
  }

  /** Whom to tell at the end. */
  public record Webhook(@Nullable String url) {

    static final Webhook NOTHING = new Webhook(null);
  }
}
