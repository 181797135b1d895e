package dev.rollover.run;

import dev.rollover.generation.Generation;

/** Runs a generation's search. */
interface GenerationRunner {

  /**
   * Runs until the search ends or the watch says to stop, then answers with the best so far.
   *
   * @throws NeverSucceedsException when another try is of no use
   */
  RunResult run(Generation generation, RunWatch watch);
}
