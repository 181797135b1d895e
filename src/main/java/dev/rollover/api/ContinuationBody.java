package dev.rollover.api;

import dev.rollover.generation.GenerationRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a generation may spend that goes on from where another ended. */
@Schema(
    name = "ContinuationRequest",
    description = "What may be spent beyond what was spent",
    example = Examples.CONTINUATION_REQUEST)
record ContinuationBody(
    @Schema(
            description =
                "Of the further part alone: what is absent is no limit, also where the first part"
                    + " had one. `nfe` is by default what was left when it ended early (at its"
                    + " target, at a limit in time or cost, or cancelled), and then no less may be"
                    + " said; else 100")
        GenerationBody.@Nullable Budget budget) {

  /** What the body says; nothing where it says nothing. */
  GenerationRequest.Budget toBudget() {
    return budget == null
        ? new GenerationRequest.Budget(null, null, null, null)
        : GenerationBody.toRequest(budget);
  }
}
