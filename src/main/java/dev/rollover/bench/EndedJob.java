package dev.rollover.bench;

import tools.jackson.databind.JsonNode;

/**
 * What a client learns of a job that succeeded.
 *
 * @param seconds of running, as the service has them
 */
record EndedJob(int nfe, int decodes, int rewardCalls, double seconds) {

  /**
   * Reads a generation.
   *
   * @throws IllegalStateException if it has not succeeded
   */
  static EndedJob of(JsonNode generation) {
    if (!generation.path("status").asString("").equals("succeeded")) {
      throw new IllegalStateException("the job did not succeed: " + generation);
    }
    JsonNode budget = generation.path("budget");
    return new EndedJob(
        budget.path("nfe").path("used").asInt(),
        budget.path("decodes").asInt(),
        budget.path("rewardCalls").asInt(),
        budget.path("seconds").asDouble());
  }
}
