package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.rollover.run.GenerationWorker;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What the queue does with an entry. */
final class GenerationTask {

  /** Until an entry is tried again when the worker could not even say how it went. */
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private GenerationTask() {}

  static Task<Void> of(GenerationWorker worker, BooleanSupplier giveBack) {
    return Tasks.custom(GenerationQueue.TASK, Void.class)
        .onDeadExecutionRevive()
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_TROUBLE))
        .execute(
            (entry, context) ->
                switch (worker.work(UUID.fromString(entry.getId()), giveBack)) {
                  case DONE -> new CompletionHandler.OnCompleteRemove<>();
                  case AGAIN ->
                      (complete, entries) ->
                          entries.reschedule(complete, complete.getExecution().executionTime);
                });
  }
}
