package dev.rollover.job;

import java.util.List;

/** Turns what a client said into a request with every value said. */
interface RequestResolver {

  /**
   * The outcome.
   *
   * @param warnings what the client should know, such as words that the model does not
   */
  record Resolution(ResolvedRequest request, List<String> warnings) {
    public Resolution {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Resolves a request.
   *
   * @throws InvalidRequestException with every fault of it
   */
  Resolution resolve(GenerationRequest request);
}
