package dev.rollover.generation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation: one request's life from acceptance to its end. Immutable; each transition checks
 * that the status allows it and answers what the generation becomes.
 *
 * @param warnings what the client should know, such as words that the model does not
 * @param startedAt of the run that runs or ran last
 * @param attempt how many runs have begun, and so the number of the one that runs or ran last; a
 *     run that an orderly shutdown gave back does not count
 * @param forgiven how many of them were cut short by no fault of the generation: their process was
 *     taken for dead, but lived
 * @param cancelRequested whether the run is to end at its next call, keeping its best
 * @param outcome of the run so far, or of the whole of it
 * @param error present exactly when it failed
 */
public record Generation(
    UUID id,
    ResolvedRequest request,
    List<String> warnings,
    GenerationStatus status,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    int attempt,
    int forgiven,
    boolean cancelRequested,
    Outcome outcome,
    @Nullable GenerationError error) {

  public Generation {
    warnings = List.copyOf(warnings);
    if ((error != null) != (status == GenerationStatus.FAILED)) {
      throw new IllegalArgumentException("a generation has an error exactly when it failed");
    }
    if (forgiven > attempt) {
      throw new IllegalArgumentException("no more runs can be forgiven than have begun");
    }
    if ((endedAt != null) != status.isTerminal()) {
      throw new IllegalArgumentException("a generation has an end exactly when it ended");
    }
  }

  /** A newly accepted one. */
  public static Generation accepted(
      UUID id, ResolvedRequest request, List<String> warnings, Instant now) {
    return new Generation(
        id,
        request,
        warnings,
        GenerationStatus.QUEUED,
        now,
        null,
        null,
        0,
        0,
        false,
        Outcome.none(request),
        null);
  }

  /** How many of the runs that have begun speak against the generation. */
  public int tries() {
    return attempt - forgiven;
  }

  /**
   * A run begins: the first one, or another after the one before was cut short.
   *
   * @throws IllegalTransitionException when it has ended
   */
  public Generation start(Instant now) {
    require(!status.isTerminal(), "started");
    return become(GenerationStatus.RUNNING, now, null, attempt + 1, Outcome.none(request), null);
  }

  /**
   * The run has come further.
   *
   * @throws IllegalTransitionException when it does not run
   */
  public Generation progress(Outcome soFar) {
    require(status == GenerationStatus.RUNNING, "carried on");
    return become(status, startedAt, null, attempt, soFar, null);
  }

  /**
   * The process shuts down in order, so the run goes back to the queue and does not count.
   *
   * @throws IllegalTransitionException when it does not run
   */
  public Generation giveBack() {
    require(status == GenerationStatus.RUNNING, "given back");
    return become(GenerationStatus.QUEUED, null, null, attempt - 1, Outcome.none(request), null);
  }

  /**
   * The run failed, or died with its process, and it goes back to the queue to be tried again.
   *
   * @throws IllegalTransitionException when it does not run
   */
  public Generation retry() {
    require(status == GenerationStatus.RUNNING, "tried again");
    return become(GenerationStatus.QUEUED, null, null, attempt, Outcome.none(request), null);
  }

  /**
   * A run that was cut short by its process's death was not: the process lives.
   *
   * @throws IllegalTransitionException when it has ended
   */
  public Generation forgive() {
    require(!status.isTerminal(), "forgiven");
    return new Generation(
        id,
        request,
        warnings,
        status,
        createdAt,
        startedAt,
        endedAt,
        attempt,
        forgiven + 1,
        cancelRequested,
        outcome,
        error);
  }

  /**
   * The run reached its end: cancelled, when that was asked for, or else succeeded.
   *
   * @throws IllegalTransitionException when it does not run
   */
  public Generation complete(Outcome whole, Instant now) {
    require(status == GenerationStatus.RUNNING, "completed");
    GenerationStatus end =
        cancelRequested ? GenerationStatus.CANCELLED : GenerationStatus.SUCCEEDED;
    return become(end, startedAt, now, attempt, whole, null);
  }

  /**
   * It will not come to a good end; what was spent is all that remains.
   *
   * @throws IllegalTransitionException when it has ended
   */
  public Generation fail(GenerationError why, Instant now) {
    require(!status.isTerminal(), "failed");
    return become(GenerationStatus.FAILED, startedAt, now, attempt, outcome.spent(), why);
  }

  /**
   * Somebody asked for its end: a queued one ends at once, a running one at its next call.
   *
   * @throws IllegalTransitionException when it has ended
   */
  public Generation cancel(Instant now) {
    require(!status.isTerminal(), "cancelled");
    boolean queued = status == GenerationStatus.QUEUED;
    return new Generation(
        id,
        request,
        warnings,
        queued ? GenerationStatus.CANCELLED : status,
        createdAt,
        startedAt,
        queued ? now : null,
        attempt,
        forgiven,
        true,
        outcome,
        null);
  }

  private Generation become(
      GenerationStatus next,
      @Nullable Instant start,
      @Nullable Instant end,
      int attempts,
      Outcome result,
      @Nullable GenerationError why) {
    return new Generation(
        id,
        request,
        warnings,
        next,
        createdAt,
        start,
        end,
        attempts,
        forgiven,
        cancelRequested,
        result,
        why);
  }

  private void require(boolean allowed, String transition) {
    if (!allowed) {
      throw new IllegalTransitionException(status, transition);
    }
  }
}
