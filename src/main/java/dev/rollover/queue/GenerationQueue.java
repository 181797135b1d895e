package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.rollover.generation.Generation;
import dev.rollover.store.AfterCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * Adds generations in the caller's transaction.
   *
   * @param firstNumber the first one's; the others follow it
   */
  void add(List<Generation> generations, long firstNumber) {
    List<SchedulableInstance<?>> entries = new ArrayList<>();
    for (int i = 0; i < generations.size(); i++) {
      entries.add(
          SchedulableInstance.of(
              new TaskInstance<>(TASK, generations.get(i).id().toString()),
              dueTime(firstNumber + i)));
    }
    scheduler.scheduleBatch(entries);
    AfterCommit.run(scheduler::triggerCheckForDueExecutions);
  }

  /** Always past, whatever a process takes for now, and in the order of the numbers. */
  private static Instant dueTime(long number) {
    return Instant.ofEpochMilli(number);
  }
}
