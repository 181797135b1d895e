package dev.rollover.job;

import dev.rollover.search.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Watches over one run: stores what it reports, a few times a second and not at every call, and
 * learns meanwhile whether it is to end early. Belongs to the run's thread.
 */
final class RunWatch {

  /** Between two writes: often enough to watch, seldom enough to cost the run nothing. */
  private static final Duration STORE_EVERY = Duration.ofMillis(250);

  private final Run run;
  private final Lifecycle lifecycle;
  private final ApplicationEventPublisher publisher;
  private final BooleanSupplier shutdown;
  private final List<GenerationEvent> pending = new ArrayList<>();
  private Generation latest;
  private Supplier<Outcome> soFar;
  private Instant stored;

  RunWatch(
      Run run,
      Generation begun,
      Lifecycle lifecycle,
      ApplicationEventPublisher publisher,
      BooleanSupplier shutdown) {
    this.run = run;
    this.latest = begun;
    this.soFar = begun::outcome;
    this.lifecycle = lifecycle;
    this.publisher = publisher;
    this.shutdown = shutdown;
    this.stored = lifecycle.now();
  }

  /**
   * Reports what the run has brought so far.
   *
   * @param outcome asked for when it is stored
   */
  void brought(Supplier<Outcome> outcome) {
    soFar = outcome;
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
    return Duration.between(stored, lifecycle.now()).compareTo(STORE_EVERY) >= 0;
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
      latest = run.change(generation -> generation.progress(soFar()), takePending());
      stored = lifecycle.now();
    }
    // Whoever asked for the end is to have the best so far, shutdown or not.
    if (shutsDown && !latest.cancelRequested()) {
      throw new RunGivenBackException();
    }
    return latest.cancelRequested();
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
