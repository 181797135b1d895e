package dev.rollover.job;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One run of a generation, and its only way to change it: a run that was overtaken, because this
 * process was taken for dead or the generation was deleted, changes nothing any more.
 */
final class Run {

  private final Lifecycle lifecycle;
  private final UUID id;
  private final int attempt;

  Run(Lifecycle lifecycle, Generation begun) {
    this.lifecycle = lifecycle;
    this.id = begun.id();
    this.attempt = begun.attempt();
  }

  /**
   * Changes the generation, after logging what happened before.
   *
   * @throws RunLostException when it is another's now
   */
  Generation change(UnaryOperator<Generation> transition, List<GenerationEvent> happened) {
    try {
      return lifecycle.change(id, generation -> transition.apply(mine(generation)), happened);
    } catch (GenerationNotFoundException deleted) {
      throw new RunLostException(id, attempt);
    }
  }

  private Generation mine(Generation generation) {
    if (generation.status() != GenerationStatus.RUNNING || generation.attempt() != attempt) {
      throw new RunLostException(id, attempt);
    }
    return generation;
  }
}
