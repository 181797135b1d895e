package dev.rollover.estimate;

import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;

/** Foresees what requests take. */
public interface Estimates {

  /**
   * What a request is likely to take; nothing of it is queued, stored or run.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  Estimate of(GenerationRequest request);
}
