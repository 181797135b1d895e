package dev.rollover.generation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A generation: one request's life from acceptance to its end. Immutable; each transition checks
 * that the status allows it and answers what the generation becomes.
 *
 * @param continuation what it goes on from; absent when it begins from nothing
 * @param warnings what the client should know, such as words that the model does not
 * @param startedAt of the run that runs or ran last
 * @param attempt how many runs have begun, and so the number of the one that runs or ran last; a
 *     run that an orderly shutdown gave back does not count
 * @param forgiven how many of them were cut short by no fault of the generation: their process was
 *     taken for dead, but lived
 * @param cancelRequested whether the run is to end at its next call, keeping its best
 * @param outcome of the run so far, or of the whole of it; of one that failed, the account, and
 *     images only where a reward's failure left some
 * @param error present exactly when it failed
 */
public record Generation(
    UUID id,
    ResolvedRequest request,
    @Nullable Continuation continuation,
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
    return queued(id, request, null, warnings, now);
  }

  /**
   * A newly accepted one that goes on from where this ended.
   *
   * @param whole the request under the limits of both parts
   * @param soFar what this has come to
   * @throws IllegalTransitionException unless this succeeded or was cancelled
   */
  public Generation continued(UUID by, ResolvedRequest whole, Outcome soFar, Instant now) {
    requireContinuable();
    Continuation from = new Continuation(id, soFar.within(whole.budget().nfe()));
    return queued(by, whole, from, warnings, now);
  }

  /**
   * Refuses what no other can go on from.
   *
   * @throws IllegalTransitionException unless this succeeded or was cancelled
   */
  public void requireContinuable() {
    require(status.isContinuable(), "continued");
  }

  private static Generation queued(
      UUID id,
      ResolvedRequest request,
      @Nullable Continuation continuation,
      List<String> warnings,
      Instant now) {
    return new Generation(
        id,
        request,
        continuation,
        warnings,
        GenerationStatus.QUEUED,
        now,
        null,
        null,
        0,
        0,
        false,
        beginning(request, continuation),
        null);
  }

  private static Outcome beginning(ResolvedRequest request, @Nullable Continuation continuation) {
    return continuation == null ? Outcome.none(request) : continuation.brought();
  }

  /** NFE that its own runs may spend: what it goes on from has not spent them. */
  public long ownNfe() {
    return beginning(request, continuation).spending().nfe().unspent();
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
    return become(
        GenerationStatus.RUNNING, now, null, attempt + 1, beginning(request, continuation), null);
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
    Outcome again = beginning(request, continuation);
    return become(GenerationStatus.QUEUED, null, null, attempt - 1, again, null);
  }

  /**
   * The run failed, or died with its process, and it goes back to the queue to be tried again.
   *
   * @throws IllegalTransitionException when it does not run
   */
  public Generation retry() {
    require(status == GenerationStatus.RUNNING, "tried again");
    Outcome again = beginning(request, continuation);
    return become(GenerationStatus.QUEUED, null, null, attempt, again, null);
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
        continuation,
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
    return fail(why, outcome.spent(), now);
  }

  /**
   * It will not come to a good end, by no fault of what it has come to so far, which remains.
   *
   * @throws IllegalTransitionException when it has ended
   */
  public Generation fail(GenerationError why, Outcome soFar, Instant now) {
    require(!status.isTerminal(), "failed");
    return become(GenerationStatus.FAILED, startedAt, now, attempt, soFar, why);
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
        continuation,
        warnings,
        queued ? GenerationStatus.CANCELLED : status,
        createdAt,
        startedAt,
        queued ? now : null,
        attempt,
        forgiven,
        true,
        queued ? outcome.spent() : outcome,
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
        continuation,
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
