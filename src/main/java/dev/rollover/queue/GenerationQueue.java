package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.rollover.generation.Generation;
import dev.rollover.store.AfterCommit;

/**
 * The queue of generations: db-scheduler's table, in which an entry is a generation's id. An entry
 * is written in the transaction that stores the generation, is picked by one worker at a time, and
 * goes when the generation has ended; the entry of a worker that died is picked again.
 */
class GenerationQueue {

  /** The entries' name in the table. */
  static final String TASK = "generation";

  private final Scheduler scheduler;

  GenerationQueue(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Adds a generation in the caller's transaction. */
  void add(Generation generation) {
    scheduler.scheduleIfNotExists(
        new TaskInstance<>(TASK, generation.id().toString()), generation.createdAt());
    AfterCommit.run(scheduler::triggerCheckForDueExecutions);
  }
}
