package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.ResultStore;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes a queued generation through one run, whatever comes. */
@Component
public class GenerationWorker {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationWorker.class);

  /** Under this name, every line that a run logs has its generation's id. */
  private static final String LOGGED_AS = "generation";

  /** Where a generation is after a run. */
  public enum Verdict {
    /** It has ended, or is not this worker's any more. */
    DONE,
    /** It waits for another run. */
    AGAIN
  }

  private final Lifecycle lifecycle;
  private final GenerationRunner runner;
  private final ResultStore results;
  private final Checkpoints checkpoints;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher publisher;
  private final RunProperties properties;

  GenerationWorker(
      Lifecycle lifecycle,
      GenerationRunner runner,
      ResultStore results,
      Checkpoints checkpoints,
      TransactionOperations transactions,
      ApplicationEventPublisher publisher,
      RunProperties properties) {
    this.lifecycle = lifecycle;
    this.runner = runner;
    this.results = results;
    this.checkpoints = checkpoints;
    this.transactions = transactions;
    this.publisher = publisher;
    this.properties = properties;
  }

  /**
   * Runs a generation once. Whatever is logged meanwhile on this thread names it.
   *
   * @param shutdown whether runs are to be given back now
   */
  public Verdict work(UUID id, BooleanSupplier shutdown) {
    MDC.put(LOGGED_AS, id.toString());
    try {
      return workOn(id, shutdown);
    } finally {
      MDC.remove(LOGGED_AS);
    }
  }

  private Verdict workOn(UUID id, BooleanSupplier shutdown) {
    Generation begun;
    try {
      begun = lifecycle.change(id, this::begin);
    } catch (GenerationNotFoundException deleted) {
      return Verdict.DONE;
    }
    return begun.status() == GenerationStatus.RUNNING ? run(begun, shutdown) : Verdict.DONE;
  }

  /**
   * Counts the run before it begins: one that takes the process with it must not begin for ever.
   */
  private Generation begin(Generation generation) {
    if (generation.status().isTerminal()) {
      return generation;
    }
    if (generation.attempt() >= properties.attempts()) {
      String message = "the process ended while it ran, " + generation.attempt() + " times";
      return generation.fail(
          new GenerationError(GenerationError.Type.PROCESS_DIED, message), lifecycle.now());
    }
    return generation.start(lifecycle.now());
  }

  private Verdict run(Generation begun, BooleanSupplier shutdown) {
    Run run = new Run(lifecycle, checkpoints, transactions, begun);
    RunWatch watch = new RunWatch(run, begun, lifecycle, publisher, shutdown);
    try {
      RunResult result = runner.run(begun, watch);
      complete(run, watch, begun.id(), result);
      return Verdict.DONE;
    } catch (RunGivenBackException shutsDown) {
      watch.giveBack();
      return Verdict.AGAIN;
    } catch (RunLostException lost) {
      LOG.info("{}", lost.getMessage());
      return Verdict.DONE;
    } catch (Throwable failure) {
      if (shutdown.getAsBoolean()) {
        // The queue interrupts what outlasts its patience, and the database must not be
        // interrupted.
        Thread.interrupted();
        LOG.info("generation {} is given back in the midst of a call", begun.id(), failure);
        watch.giveBack();
        return Verdict.AGAIN;
      }
      LOG.warn("run {} of generation {} failed", begun.attempt(), begun.id(), failure);
      return failed(run, watch, begun, failure);
    }
  }

  private void complete(Run run, RunWatch watch, UUID id, RunResult result) {
    transactions.executeWithoutResult(
        transaction -> {
          run.change(
              running -> running.complete(result.outcome(), lifecycle.now()), watch.takePending());
          results.save(id, result.images(), result.trace());
        });
  }

  private Verdict failed(Run run, RunWatch watch, Generation begun, Throwable failure) {
    List<GenerationEvent> pending = watch.takePending();
    if (!(failure instanceof NeverSucceedsException) && begun.attempt() < properties.attempts()) {
      run.change(Generation::retry, pending);
      return Verdict.AGAIN;
    }
    GenerationError error = error(failure);
    run.change(running -> running.progress(watch.soFar()).fail(error, lifecycle.now()), pending);
    return Verdict.DONE;
  }

  private static GenerationError error(Throwable failure) {
    String message = failure.getMessage();
    return new GenerationError(
        failure instanceof NeverSucceedsException never
            ? never.type()
            : GenerationError.Type.RUN_FAILED,
        message == null ? failure.getClass().getName() : message);
  }
}
