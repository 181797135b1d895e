package dev.rollover.api;

import dev.rollover.estimate.Estimate;
import dev.rollover.estimate.Estimates;
import dev.rollover.estimate.Foreseen;
import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import java.util.List;
import java.util.Objects;

/** Estimates of requests that are worth their NFE in seconds. */
final class FakeEstimates implements Estimates {

  @Override
  public Estimate of(GenerationRequest request) {
    if (request.prompt() == null) {
      throw new InvalidRequestException(List.of(new FieldError("prompt", "must be there")));
    }
    GenerationRequest.Budget budget = Objects.requireNonNull(request.budget());
    double nfe = Objects.requireNonNull(budget.nfe());
    return new Estimate(
        new Foreseen(nfe, nfe - 3.4, 0, nfe - 3.4, nfe, nfe / 2, 0),
        2,
        0.25,
        false,
        Estimate.Basis.WARM_UP,
        List.of("a warning"));
  }
}
