package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rollover.run.GenerationWorker;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the queue does with an entry. */
final class GenerationTask {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationTask.class);

  private GenerationTask() {}

  /**
   * The task of all entries.
   *
   * <p>An entry is left as it is, picked and without a heartbeat, when the worker could not even
   * say how it went, as while the database is away; {@link DeadProcesses} finds it like any other
   * that was left so. That is why db-scheduler's own search for the dead, which believes the clocks
   * of all processes, is to do nothing.
   */
  static Task<Void> of(GenerationWorker worker, BooleanSupplier giveBack) {
    return Tasks.custom(GenerationQueue.TASK, Void.class)
        .onDeadExecution((dead, entries) -> {})
        .onFailure((failed, entries) -> {})
        .execute(
            (entry, context) ->
                switch (worker.work(UUID.fromString(entry.getId()), giveBack)) {
                  case DONE -> (done, entries) -> unlessOvertaken(entries::remove);
                  case AGAIN ->
                      (done, entries) ->
                          unlessOvertaken(
                              () -> entries.reschedule(done, done.getExecution().executionTime));
                });
  }

  /** Changes an entry, which is another process's by now if that took this one for dead. */
  private static void unlessOvertaken(Runnable change) {
    try {
      change.run();
    } catch (ExecutionException overtaken) {
      LOG.info("the entry of generation {} is another process's by now", overtaken.getInstanceId());
    }
  }
}
