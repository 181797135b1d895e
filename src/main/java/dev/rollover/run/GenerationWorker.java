package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.model.NotFiniteException;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.ResultStore;
import dev.rollover.tensor.DeviceOutOfMemoryException;
import dev.rollover.time.Ticker;
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

  private static final GenerationTrace NOTHING_SCORED = new GenerationTrace(List.of());

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
  private final ProcessDeaths deaths;
  private final HeldOutJudge judge;
  private final Ticker ticker;

  GenerationWorker(
      Lifecycle lifecycle,
      GenerationRunner runner,
      ResultStore results,
      Checkpoints checkpoints,
      TransactionOperations transactions,
      ApplicationEventPublisher publisher,
      RunProperties properties,
      ProcessDeaths deaths,
      HeldOutJudge judge,
      Ticker ticker) {
    this.lifecycle = lifecycle;
    this.runner = runner;
    this.results = results;
    this.checkpoints = checkpoints;
    this.transactions = transactions;
    this.publisher = publisher;
    this.properties = properties;
    this.deaths = deaths;
    this.judge = judge;
    this.ticker = ticker;
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

  private Generation begin(Generation generation) {
    return generation.status().isTerminal() ? generation : generation.start(lifecycle.now());
  }

  private Verdict run(Generation begun, BooleanSupplier shutdown) {
    Run run = new Run(lifecycle, checkpoints, transactions, begun);
    RunWatch watch = new RunWatch(run, begun, ticker, publisher, shutdown);
    try {
      return run(run, watch, begun, shutdown);
    } catch (RunLostException lost) {
      LOG.info("{}", lost.getMessage());
      deaths.forgive(begun.id());
      return Verdict.DONE;
    }
  }

  private Verdict run(Run run, RunWatch watch, Generation begun, BooleanSupplier shutdown) {
    try {
      complete(watch, begun.id(), runner.run(begun, watch));
      return Verdict.DONE;
    } catch (RunGivenBackException shutsDown) {
      watch.giveBack();
      return Verdict.AGAIN;
    } catch (RunLostException lost) {
      throw lost;
    } catch (RewardFailedException failure) {
      return shutdown.getAsBoolean()
          ? givenBack(watch, begun, failure)
          : rewardFailed(watch, begun, failure);
    } catch (Throwable failure) {
      if (shutdown.getAsBoolean()) {
        return givenBack(watch, begun, failure);
      }
      LOG.warn("run {} of generation {} failed", begun.attempt(), begun.id(), failure);
      return failed(run, watch, failure);
    }
  }

  private void complete(RunWatch watch, UUID id, RunResult result) {
    transactions.executeWithoutResult(
        transaction -> {
          watch.end(
              running -> running.complete(result.outcome(), lifecycle.now()),
              checkpoints.keepsLast());
          results.save(id, result.images(), result.trace());
        });
  }

  private static Verdict givenBack(RunWatch watch, Generation begun, Throwable failure) {
    // The queue interrupts what outlasts its patience, and the database must not be interrupted.
    Thread.interrupted();
    LOG.info("generation {} is given back in the midst of a call", begun.id(), failure);
    watch.giveBack();
    return Verdict.AGAIN;
  }

  /** Nothing is lost of what was scored before: the next run goes on there, or it is answered. */
  private Verdict rewardFailed(RunWatch watch, Generation begun, RewardFailedException failure) {
    LOG.warn("run {} of generation {} failed", begun.attempt(), begun.id(), failure);
    if (!failure.isLasting() && begun.tries() < properties.attempts()) {
      watch.giveUp();
      return Verdict.AGAIN;
    }
    GenerationError error =
        new GenerationError(GenerationError.Type.REWARD_FAILED, failure.getMessage());
    RunResult best =
        watch
            .best()
            .map(outcome -> judge.judged(outcome, watch::hasToEnd, () -> false).result())
            .orElseGet(() -> new RunResult(watch.soFar(), List.of(), NOTHING_SCORED));
    transactions.executeWithoutResult(
        transaction -> {
          watch.end(running -> ended(running, best, error), false);
          results.save(begun.id(), best.images(), best.trace());
        });
    return Verdict.DONE;
  }

  /** Whoever asked for the end has the best so far, whatever else ended it. */
  private Generation ended(Generation running, RunResult best, GenerationError error) {
    return running.cancelRequested()
        ? running.complete(best.outcome(), lifecycle.now())
        : running.fail(error, best.outcome(), lifecycle.now());
  }

  private Verdict failed(Run run, RunWatch watch, Throwable failure) {
    Generation after =
        run.change(
            running ->
                isHopeless(running, failure)
                    ? running.progress(watch.soFar()).fail(error(failure), lifecycle.now())
                    : running.retry(),
            watch.takePending());
    return after.status().isTerminal() ? Verdict.DONE : Verdict.AGAIN;
  }

  private boolean isHopeless(Generation running, Throwable failure) {
    return failure instanceof NeverSucceedsException
        || isNotFinite(failure)
        || running.tries() >= properties.attempts();
  }

  private static GenerationError error(Throwable failure) {
    String message = failure.getMessage();
    return new GenerationError(
        type(failure), message == null ? failure.getClass().getName() : message);
  }

  private static GenerationError.Type type(Throwable failure) {
    if (isNotFinite(failure)) {
      return GenerationError.Type.NOT_FINITE;
    }
    return switch (failure) {
      case NeverSucceedsException never -> never.type();
      case DeviceOutOfMemoryException full -> GenerationError.Type.OUT_OF_MEMORY;
      default -> GenerationError.Type.RUN_FAILED;
    };
  }

  private static boolean isNotFinite(Throwable failure) {
    return failure instanceof NotFiniteException
        || failure.getCause() instanceof NotFiniteException;
  }
}
