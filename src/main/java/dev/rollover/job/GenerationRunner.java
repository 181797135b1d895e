package dev.rollover.job;

/** Runs a generation's search from the start. */
interface GenerationRunner {

  /**
   * Runs until the search ends or the watch says to stop, then answers with the best so far.
   *
   * @throws NotServedException when the request names what is not served any more
   */
  RunResult run(Generation generation, RunWatch watch);
}
