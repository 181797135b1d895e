package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.request.FurtherBudget;
import dev.rollover.run.StoppedSearches;
import dev.rollover.run.StoppedSearches.Standing;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.Json;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.Sha256;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes generations that go on from where others ended. Each is one of its own, with a copy of
 * where the other's search stood: so what the other has brought is safe whatever becomes of it, any
 * number of them may go on from one, and an idempotency key means what it always does.
 */
@Component
class Continuations {

  private final GenerationStore generations;
  private final StoppedSearches searches;
  private final Lifecycle lifecycle;

  Continuations(GenerationStore generations, StoppedSearches searches, Lifecycle lifecycle) {
    this.generations = generations;
    this.searches = searches;
    this.lifecycle = lifecycle;
  }

  /** What a client asks for; its fingerprint is no request's. */
  private record Asked(UUID continued, GenerationRequest.Budget budget) {}

  static String fingerprint(UUID id, GenerationRequest.Budget budget) {
    return Sha256.hex(Json.write(new Asked(id, budget)));
  }

  /**
   * A generation that wants to be queued.
   *
   * @param budget that it may spend beyond what the other has spent
   * @throws GenerationNotFoundException when there is none
   * @throws IllegalTransitionException when it has not ended, or failed
   * @throws StateGoneException when it is not kept any more where its search stood
   * @throws InvalidRequestException with every fault of the budget
   */
  Admission.Candidate candidate(UUID id, GenerationRequest.Budget budget, @Nullable String key) {
    Generation ended = generations.find(id).orElseThrow(() -> new GenerationNotFoundException(id));
    ended.requireContinuable();
    Standing standing = searches.find(ended).orElse(null);
    // One that was cancelled while it waited for its first run stood at its beginning.
    if (standing == null && (ended.startedAt() != null || ended.continuation() != null)) {
      throw new StateGoneException(id);
    }
    Outcome soFar = standing == null ? ended.outcome() : standing.outcome();
    long left = standing == null ? 0 : standing.left();
    ResolvedRequest whole =
        new FurtherBudget(soFar.spending(), left).whole(ended.request(), budget);
    return new Admission.Candidate(
        ended.continued(UUID.randomUUID(), whole, soFar, lifecycle.now()),
        key,
        fingerprint(id, budget),
        standing == null ? null : standing.state());
  }
}
