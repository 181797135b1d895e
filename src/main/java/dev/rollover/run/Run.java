package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.search.SearchState;
import dev.rollover.store.Lifecycle;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One run of a generation, and its only way to change it: a run that was overtaken, because this
 * process was taken for dead or the generation was deleted, changes nothing any more.
 */
final class Run {

  private final Lifecycle lifecycle;
  private final Checkpoints checkpoints;
  private final TransactionOperations transactions;
  private final UUID id;
  private final int attempt;

  Run(
      Lifecycle lifecycle,
      Checkpoints checkpoints,
      TransactionOperations transactions,
      Generation begun) {
    this.lifecycle = lifecycle;
    this.checkpoints = checkpoints;
    this.transactions = transactions;
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

  /**
   * Changes the generation, and stores where its search stands.
   *
   * @throws RunLostException when it is another's now
   */
  Generation change(
      UnaryOperator<Generation> transition, List<GenerationEvent> happened, SearchState state) {
    // Encoded before the lock is taken: nobody shall wait for that.
    byte[] encoded = checkpoints.encode(state);
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Generation changed = change(transition, happened);
              checkpoints.save(changed, encoded);
              return changed;
            }));
  }

  private Generation mine(Generation generation) {
    if (generation.status() != GenerationStatus.RUNNING || generation.attempt() != attempt) {
      throw new RunLostException(id, attempt);
    }
    return generation;
  }
}
