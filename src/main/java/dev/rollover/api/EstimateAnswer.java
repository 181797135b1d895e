package dev.rollover.api;

import dev.rollover.estimate.Estimate;
import dev.rollover.estimate.Foreseen;
import dev.rollover.generation.Names;
import dev.rollover.queue.QueuePlace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a request is likely to take. */
@Schema(
    name = "Estimate",
    description = "What a request is likely to take if it were sent now",
    example = Examples.ESTIMATE)
record EstimateAnswer(
    @Schema(
            description = "Of running, beside nothing else; what waits ahead is in `queue`",
            minimum = "0",
            example = "2.9")
        double seconds,
    @Schema(description = "In which the device works for it", minimum = "0", example = "2.6")
        double deviceSeconds,
    @Schema(
            description =
                "Device time at the configured price, and what rewards ask of services at the price"
                    + " that their calls had so far",
            minimum = "0",
            example = "0.0013")
        double costUsd,
    @Schema(description = "Velocity evaluations", minimum = "0", example = "200") long nfe,
    @Schema(description = "Images that are scored", minimum = "0", example = "196")
        long rewardCalls,
    @Schema(description = "Images that the gate scores", minimum = "0", example = "0")
        long gateCalls,
    @Schema(
            description =
                "Images that the judge is shown at most; what that takes is in `seconds`,"
                    + " `deviceSeconds` and `costUsd`",
            minimum = "0",
            example = "0")
        long judgeCalls,
    @Schema(description = "Latents that are decoded", minimum = "0", example = "196") long decodes,
    @Schema(
            description =
                "Whether all this is the most that it takes: when it reaches its target nobody can"
                    + " say")
        boolean atMost,
    @Schema(
            description =
                "What the times of calls are known from: `measured` of generations of this model"
                    + " and size; `scaled` by pixels from the model's usual size; `warm_up`, and"
                    + " far too long, when this process has run none yet")
        @OneOf(Vocabulary.BASIS)
        String basis,
    @Schema(description = "Where it would stand in the queue") GenerationAnswer.Queue queue,
    @Schema(description = "What the client should know, such as words that the model does not know")
        List<String> warnings) {

  static EstimateAnswer of(Estimate estimate, QueuePlace place) {
    Foreseen spending = estimate.spending();
    return new EstimateAnswer(
        spending.seconds(),
        spending.deviceSeconds(),
        estimate.costUsd(),
        Math.round(spending.nfe()),
        Math.round(spending.rewardCalls()),
        Math.round(spending.gateCalls()),
        estimate.judgeCalls(),
        Math.round(spending.decodes()),
        estimate.atMost(),
        Names.of(estimate.basis()),
        GenerationAnswer.Queue.of(place),
        estimate.warnings());
  }
}
