package dev.rollover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rollover.job.GenerationRequest;
import dev.rollover.job.ResolvedRequest;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.SearchSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for images. The same shape is answered with every value said, so that an answer can be
 * posted again.
 */
@Schema(name = "GenerationRequest", description = "What to generate, and what it may cost")
@JsonInclude(JsonInclude.Include.NON_NULL)
record GenerationBody(
    @Schema(
            description = "What the image shows",
            example = "three red circles and two blue squares",
            minLength = 1,
            maxLength = 2000,
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String prompt,
    @Schema(description = "A name of `/v1/models`; its first by default", example = "shapes")
        @Nullable String model,
    @Schema(description = "Of the image, in pixels; the model's own by default", example = "64")
        @Nullable Integer width,
    @Schema(description = "Of the image, in pixels; the model's own by default", example = "64")
        @Nullable Integer height,
    @Schema(
            description = "Of all noise: the same seed gives the same noise. Drawn by default",
            example = "42")
        @Nullable Long seed,
    @Schema(description = "How many of the best images are kept; 1 by default", example = "1")
        @Nullable Integer count,
    @Schema(description = "How the budget is spent") @Nullable Search search,
    @Schema(description = "What is maximised: the weighted sum of these")
        @Nullable List<Reward> reward,
    @Schema(description = "What may be spent") @Nullable Budget budget,
    @Schema(description = "Whom to tell at the end") @Nullable Webhook webhook,
    @Schema(
            description = "The client's own words, answered as they came",
            example = "{\"order\": \"1723\"}")
        @Nullable Map<String, String> metadata,
    @Schema(
            description =
                "Whether images must be byte-identical at any load, at some cost in throughput;"
                    + " false by default")
        @Nullable Boolean deterministic) {

  /** How the budget is spent. */
  @Schema(description = "How the budget is spent; what is absent is the algorithm's default")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Search(
      @Schema(description = "A name of `/v1/algorithms`; its first by default", example = "rbf")
          @Nullable String algorithm,
      @Schema(description = "Of the algorithm", example = "paper") @Nullable String variant,
      @Schema(
              description = "Stochastic or deterministic steps",
              allowableValues = {"sde", "ode"})
          @Nullable String sampler,
      @Schema(description = "The path from noise to image", example = "vp")
          @Nullable String interpolant,
      @Schema(description = "How the steps are spread over time", example = "quarter_circle")
          @Nullable String grid,
      @Schema(
              description = "From noise to image",
              example = "10",
              minimum = "2",
              maximum = "" + SearchSettings.MOST_STEPS)
          @Nullable Integer steps,
      @Schema(
              description = "Initial latents that are kept side by side",
              example = "1",
              minimum = "1",
              maximum = "" + SearchSettings.MOST_CHAINS)
          @Nullable Integer chains,
      @Schema(
              description = "Noises of which each chain starts at the best one",
              example = "25",
              minimum = "1",
              maximum = "" + SearchSettings.MOST_PARTICLES)
          @Nullable Integer initialParticles,
      @Schema(
              description = "Candidates that a chain draws at once",
              example = "1",
              minimum = "1",
              maximum = "" + SearchSettings.MOST_PARTICLES)
          @Nullable Integer particles,
      @Schema(description = "g(s) of the stochastic steps") @Nullable Diffusion diffusion,
      @Schema(
              description = "Deterministic steps from the last searched state to the image",
              example = "4",
              minimum = "1",
              maximum = "" + SearchSettings.MOST_FINISH_STEPS)
          @Nullable Integer finishSteps) {}

  /** The diffusion coefficient. */
  @Schema(description = "The diffusion coefficient g(s) = norm · c(s)")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Diffusion(
      @Schema(description = "The name of c", example = "square") @Nullable String coefficient,
      @Schema(
              description = "The factor",
              example = "3.0",
              minimum = "0",
              maximum = "" + SearchSettings.LARGEST_NORM)
          @Nullable Double norm) {}

  /** One term of the reward. */
  @Schema(name = "RewardTerm", description = "One term of the reward's weighted sum")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reward(
      @Schema(
              description = "A name of `/v1/rewards`",
              example = "count",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @Nullable String name,
      @Schema(description = "Its factor in the sum; 1 by default", example = "1.0")
          @Nullable Double weight,
      @Schema(description = "What this reward may be told; see `/v1/rewards`")
          @Nullable Map<String, Object> params) {}

  /** What may be spent. */
  @Schema(
      name = "BudgetLimits",
      description = "What may be spent; whichever limit is met first ends the search")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Budget(
      @Schema(
              description = "Velocity evaluations (NFE)",
              example = "500",
              minimum = "1",
              maximum = "" + BudgetLimits.MOST_NFE)
          @Nullable Integer nfe,
      @Schema(
              description = "Of running, as an ISO-8601 duration",
              type = "string",
              format = "duration",
              example = "PT30S")
          @Nullable Duration maxDuration,
      @Schema(description = "Of device time, in US dollars", example = "0.05")
          @Nullable Double maxCostUsd,
      @Schema(description = "A reward that is good enough to stop at", example = "0.0")
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
        search == null ? null : toRequest(search),
        reward == null ? null : reward.stream().map(GenerationBody::toRequest).toList(),
        budget == null ? null : toRequest(budget),
        webhook == null ? null : new GenerationRequest.Webhook(webhook.url()),
        metadata,
        deterministic);
  }

  private static GenerationRequest.Search toRequest(Search search) {
    Diffusion diffusion = search.diffusion();
    return new GenerationRequest.Search(
        search.algorithm(),
        search.variant(),
        search.sampler(),
        search.interpolant(),
        search.grid(),
        search.steps(),
        search.chains(),
        search.initialParticles(),
        search.particles(),
        diffusion == null
            ? null
            : new GenerationRequest.Diffusion(diffusion.coefficient(), diffusion.norm()),
        search.finishSteps());
  }

  private static GenerationRequest.RewardTerm toRequest(Reward reward) {
    return new GenerationRequest.RewardTerm(reward.name(), reward.weight(), reward.params());
  }

  private static GenerationRequest.Budget toRequest(Budget budget) {
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
        of(resolved.search()),
        resolved.reward().stream().map(GenerationBody::of).toList(),
        of(resolved.budget()),
        null,
        resolved.metadata(),
        resolved.deterministic());
  }

  private static Search of(ResolvedRequest.Search search) {
    ResolvedRequest.Diffusion diffusion = search.diffusion();
    return new Search(
        search.algorithm(),
        search.variant(),
        search.sampler(),
        search.interpolant(),
        search.grid(),
        search.steps(),
        search.chains(),
        search.initialParticles(),
        search.particles(),
        new Diffusion(diffusion.coefficient(), diffusion.norm()),
        search.finishSteps());
  }

  private static Reward of(ResolvedRequest.RewardTerm term) {
    return new Reward(term.name(), term.weight(), term.params());
  }

  private static Budget of(ResolvedRequest.Budget budget) {
    return new Budget(
        budget.nfe(), budget.maxDuration(), budget.maxCostUsd(), budget.targetReward());
  }
}
