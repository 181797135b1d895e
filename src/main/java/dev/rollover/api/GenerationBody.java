package dev.rollover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.SearchPlan;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for images. The same shape is answered with every value said, so that an answer can be
 * posted again.
 */
@Schema(
    name = "GenerationRequest",
    description = "What to generate, and what it may cost",
    example = Examples.GENERATION_REQUEST)
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationBody(
    @Schema(
            description = "What the image shows",
            example = "three red circles and two blue squares",
            minLength = 1,
            maxLength = GenerationRequest.LONGEST_PROMPT,
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String prompt,
    @Schema(description = "A name of `/v1/models`; its first by default", example = "shapes")
        @Nullable String model,
    @Schema(
            description =
                "Of the image, in pixels, as the model's `sides` allow; the model's own by default",
            minimum = "1",
            example = "64")
        @Nullable Integer width,
    @Schema(
            description =
                "Of the image, in pixels, as the model's `sides` allow; the model's own by default",
            minimum = "1",
            example = "64")
        @Nullable Integer height,
    @Schema(
            description = "Of all noise: the same seed gives the same noise. Drawn by default",
            example = "42")
        @Nullable Long seed,
    @Schema(
            description = "How many of the best images are kept",
            defaultValue = "" + GenerationRequest.USUAL_COUNT,
            minimum = "1",
            maximum = "" + SearchPlan.MOST_KEPT)
        @Nullable Integer count,
    @Schema(ref = DocumentedSearch.SCHEMA) @Nullable Map<String, Object> search,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What is maximised: the weighted sum of these; when there is none, `vqa`"
                            + " for prompts of relations, comparisons and negations, and the first"
                            + " of `/v1/rewards` for others"))
        @Nullable List<Reward> reward,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What the first stage of `cascade` asks in the reward's place, and should"
                            + " be cheaper: the weighted sum of these ranks the drafts, of which"
                            + " the best `search.share` are scored by the reward. It decides who"
                            + " goes on and nothing else: what it says is in no trace and no answer,"
                            + " its calls are `gateCalls`. Refused of other searches; the reward"
                            + " itself ranks the drafts when there is none"))
        @Nullable List<Reward> gate,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What the search never hears: the weighted sum of these is asked of the"
                            + " finished answers alone, once the search has ended, and reported"
                            + " beside the reward, so that a search which only pleases its reward"
                            + " shows. It spends no NFE; what it takes in time and money comes on"
                            + " top of the budget's limits. Nobody judges when there is none"))
        @Nullable List<Reward> judge,
    @Schema(description = "What may be spent") @Nullable Budget budget,
    // Refused until it is offered, so the API document does not speak of it.
    @Schema(hidden = true) @Nullable Webhook webhook,
    @Schema(
            description =
                "The client's own words, answered as they came; name and value have at most "
                    + GenerationRequest.LONGEST_METADATA
                    + " characters together",
            maxProperties = GenerationRequest.MOST_METADATA,
            example = "{\"order\": \"1723\"}")
        @Nullable Map<String, String> metadata,
    @Schema(
            description =
                "Whether images must be byte-identical at any load, at some cost in throughput",
            defaultValue = "false")
        @Nullable Boolean deterministic,
    @Schema(
            description =
                "How strongly the image follows the prompt. Of a model that was distilled to take"
                    + " such a scale, from 0, the model's own by default. Of others it goes with"
                    + " `negativePrompt`, and is more than 1: each velocity is the negative"
                    + " prompt's plus this times the way from there to the prompt's (classifier-free"
                    + " guidance)",
            minimum = "0",
            maximum = "100",
            example = "3.5")
        @Nullable Double guidance,
    @Schema(
            description =
                "What the image is led away from, which may be empty; it needs `guidance`. A"
                    + " velocity costs 2 NFE then, in every search, ledger and limit. Of models with"
                    + " `takesNegativePrompt` in `/v1/models`; refused of others",
            maxLength = GenerationRequest.LONGEST_PROMPT,
            example = "blurred")
        @Nullable String negativePrompt,
    @Schema(
            description =
                "Tokens that the model reads of a prompt, at most its `maxSequenceLength` in"
                    + " `/v1/models`, which is the default. What is longer is cut; padding counts, so"
                    + " another length gives another image. Absent in answers where it is all that"
                    + " the model's tokenizer gives",
            minimum = "1",
            example = "256")
        @Nullable Integer maxSequenceLength) {

  /** One term of the reward. */
  @Schema(
      name = "RewardTerm",
      description = "One term of a reward's, a gate's or a judge's weighted sum")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reward(
      @Schema(
              description = "A name of `/v1/rewards`",
              example = "count",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String name,
      @Schema(
              description = "Its factor in the sum: not 0, below 0 to minimise",
              minimum = "-1000000",
              maximum = "1000000")
          @Nullable Double weight,
      @Schema(
              description =
                  "What this reward may be told; see `/v1/rewards`. What is null or empty is as"
                      + " absent")
          @Nullable Map<String, Object> params,
      @Schema(
              description =
                  "Whether its values are put on a scale before they are added, so that unlike"
                      + " terms can be: (value − mean) / deviation, of the first images that the"
                      + " search scores. Mean and deviation run along with the first "
                      + SearchPlan.IMAGES_OF_A_SCALE
                      + " images, whose numbers in trace and answer are always those of the newest"
                      + " scale, and are kept from then on; `terms` are always as they are. There"
                      + " is no `targetReward` then, and no such term in a gate or a judge",
              defaultValue = "false")
          @Nullable Boolean normalise) {}

  /** What may be spent. */
  @Schema(
      name = "BudgetLimits",
      description =
          "What may be spent; whichever limit is met first ends the search. `nfe` is never overrun."
              + " Time can only be foreseen, from the longest call so far: `maxDuration` and"
              + " `maxCostUsd` are overrun at most by what the last call takes longer than every"
              + " one before it")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Budget(
      @Schema(
              description =
                  "Velocity evaluations (NFE); a search that needs more for its first image says"
                      + " how many",
              defaultValue = "" + GenerationRequest.Budget.USUAL_NFE,
              minimum = "1",
              maximum = "" + BudgetLimits.MOST_NFE)
          @Nullable Integer nfe,
      @Schema(
              description =
                  "Of running, as an ISO-8601 duration: more than nothing, a year at most; without"
                      + " limit by default",
              type = "string",
              format = "duration",
              example = "PT30S")
          @Nullable Duration maxDuration,
      @Schema(
              description = "Of device time, in US dollars; without limit by default",
              minimum = "0",
              exclusiveMinimum = true,
              example = "0.05")
          @Nullable Double maxCostUsd,
      @Schema(
              description = "A reward that is good enough to stop at; none by default",
              example = "0.0")
          @Nullable Double targetReward) {}

  /** Whom to tell at the end. */
  @Schema(description = "Whom to tell at the end")
  record Webhook(
      @Schema(description = "An HTTP address", format = "uri", example = "https://example.com/done")
          @Nullable String url) {}

  GenerationRequest toRequest() {
    return new GenerationRequest(
        prompt,
        model,
        width,
        height,
        seed,
        count,
        search,
        toRequest(reward),
        toRequest(gate),
        toRequest(judge),
        budget == null ? null : toRequest(budget),
        webhook == null ? null : new GenerationRequest.Webhook(webhook.url()),
        metadata,
        deterministic,
        guidance,
        negativePrompt,
        maxSequenceLength);
  }

  private static @Nullable List<GenerationRequest.RewardTerm> toRequest(
      @Nullable List<Reward> terms) {
    return terms == null
        ? null
        : terms.stream()
            .map(
                term ->
                    new GenerationRequest.RewardTerm(
                        term.name(), term.weight(), term.params(), term.normalise()))
            .toList();
  }

  static GenerationRequest.Budget toRequest(Budget budget) {
    return new GenerationRequest.Budget(
        budget.nfe(), budget.maxDuration(), budget.maxCostUsd(), budget.targetReward());
  }

  static GenerationBody of(ResolvedRequest resolved) {
    return new GenerationBody(
        resolved.prompt(),
        resolved.model(),
        resolved.width(),
        resolved.height(),
        resolved.seed(),
        resolved.count(),
        resolved.search(),
        resolved.reward().stream().map(GenerationBody::of).toList(),
        others(resolved.gate()),
        others(resolved.judge()),
        of(resolved.budget()),
        null,
        resolved.metadata(),
        resolved.deterministic(),
        resolved.guidance(),
        resolved.negativePrompt(),
        resolved.maxSequenceLength());
  }

  private static @Nullable List<Reward> others(List<ResolvedRequest.RewardTerm> terms) {
    return terms.isEmpty() ? null : terms.stream().map(GenerationBody::of).toList();
  }

  static Reward of(ResolvedRequest.RewardTerm term) {
    return new Reward(term.name(), term.weight(), term.params(), term.normalise());
  }

  static Budget of(ResolvedRequest.Budget budget) {
    return new Budget(
        budget.nfe(), budget.maxDuration(), budget.maxCostUsd(), budget.targetReward());
  }
}
