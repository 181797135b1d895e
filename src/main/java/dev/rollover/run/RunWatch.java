package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.Outcome;
import dev.rollover.search.Ledger;
import dev.rollover.search.SearchState;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Watches over one run: stores what it reports, a few times a second and not at every call, and
 * where its search stands, now and then and at shutdown; and learns meanwhile whether it is to end
 * early. Belongs to the run's thread.
 */
final class RunWatch {

  /** Between two writes at least: often enough to watch. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);

  /** Between two writes at most: a cancel is noticed by them. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Of a run's time, writing takes about one part in so many. */
  private static final int PARTS = 100;

  /** Between two checkpoints, and the round that runs then: what a killed run has to do again. */
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

  private final Run run;
  private final Ticker ticker;
  private final ApplicationEventPublisher publisher;
  private final BooleanSupplier shutdown;
  private final List<GenerationEvent> pending = new ArrayList<>();
  private Generation latest;
  private Supplier<Outcome> soFar;
  private @Nullable SearchState state;
  private Stopwatch stored;
  private Duration pause = SHORTEST_PAUSE;
  private Stopwatch checkpointed;

  RunWatch(
      Run run,
      Generation begun,
      Ticker ticker,
      ApplicationEventPublisher publisher,
      BooleanSupplier shutdown) {
    this.run = run;
    this.latest = begun;
    this.soFar = begun::outcome;
    this.ticker = ticker;
    this.publisher = publisher;
    this.shutdown = shutdown;
    this.stored = Stopwatch.start(ticker);
    this.checkpointed = stored;
  }

  /**
   * Reports what the run has brought so far.
   *
   * @param outcome asked for when it is stored
   * @param standing where the search stands
   */
  void brought(Supplier<Outcome> outcome, SearchState standing) {
    soFar = outcome;
    state = standing;
  }

  /** Reports what a round scored. */
  void progress(GenerationEvent.Progress progress) {
    pending.add(progress);
  }

  /**
   * Reports what a round spent, at once.
   *
   * @param best reward so far; absent until an image was scored
   */
  void spent(Ledger before, Ledger after, @Nullable Double best) {
    publisher.publishEvent(new GenerationProgressed(latest, before, after, best));
  }

  /** Reports a better image. */
  void preview(GenerationEvent.Preview preview) {
    pending.add(preview);
  }

  /** Whether the next question stores what was reported. */
  boolean isDue() {
    return stored.hasPassed(pause);
  }

  /**
   * Whether the run is to end now with its best so far.
   *
   * @throws RunGivenBackException when it is to end without a result
   * @throws RunLostException when it is not its generation's run any more
   */
  boolean shouldEnd() {
    boolean shutsDown = shutdown.getAsBoolean();
    if (shutsDown || isDue()) {
      store();
    }
    // Whoever asked for the end is to have the best so far, shutdown or not.
    if (shutsDown && !latest.cancelRequested()) {
      throw new RunGivenBackException();
    }
    return latest.cancelRequested();
  }

  /**
   * Whether the run is to end now, in one way or the other, so that it need wait for nothing.
   *
   * @throws RunLostException when it is not its generation's run any more
   */
  boolean hasToEnd() {
    if (isDue()) {
      store();
    }
    return latest.cancelRequested() || shutsDown();
  }

  private void store() {
    Stopwatch writing = Stopwatch.start(ticker);
    UnaryOperator<Generation> progress = generation -> generation.progress(soFar());
    if (checkpointed.hasPassed(CHECKPOINT_EVERY)) {
      latest = checkpoint(progress);
      checkpointed = Stopwatch.start(ticker);
    } else {
      latest = run.change(progress, takePending());
    }
    pause = pauseAfter(Duration.ofNanos(writing.nanos()));
    stored = Stopwatch.start(ticker);
  }

  /** How long to write nothing after a write that took so long. */
  static Duration pauseAfter(Duration writing) {
    Duration fair = writing.multipliedBy(PARTS);
    return Collections.max(List.of(SHORTEST_PAUSE, Collections.min(List.of(fair, LONGEST_PAUSE))));
  }

  /** Stores that the search is over: whatever comes after it is not to make it begin again. */
  void searched() {
    latest = checkpoint(generation -> generation.progress(soFar()));
  }

  /** Whether runs are to be given back now. */
  boolean shutsDown() {
    return shutdown.getAsBoolean();
  }

  /** Gives the run back to the queue, for the next one to go on from where this stands. */
  void giveBack() {
    checkpoint(Generation::giveBack);
  }

  /**
   * Ends the run.
   *
   * @param keepsState whether it is stored where its search stands
   */
  void end(UnaryOperator<Generation> transition, boolean keepsState) {
    if (keepsState) {
      checkpoint(transition);
    } else {
      run.change(transition, takePending());
    }
  }

  /** Gives the run up, for the next one to go on from where this stands. */
  void giveUp() {
    checkpoint(Generation::retry);
  }

  /** What the run has come to by its last report; none before its search began. */
  Optional<SearchOutcome> best() {
    return Optional.ofNullable(state)
        .map(standing -> new SearchOutcome(latest.request(), standing));
  }

  /** Changes the generation, and stores where its search stands if it has begun. */
  private Generation checkpoint(UnaryOperator<Generation> transition) {
    return state == null
        ? run.change(transition, takePending())
        : run.change(transition, takePending(), state);
  }

  /** What the run has brought by its last report. */
  Outcome soFar() {
    return soFar.get();
  }

  /** Reports that are not stored yet, which whoever ends the run stores with its end. */
  List<GenerationEvent> takePending() {
    List<GenerationEvent> taken = List.copyOf(pending);
    pending.clear();
    return taken;
  }
}
