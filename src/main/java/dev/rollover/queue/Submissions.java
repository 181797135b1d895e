package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.queue.FirstUses.FirstUse;
import dev.rollover.request.RequestResolver;
import dev.rollover.store.Json;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.Sha256;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Accepts requests: each becomes one stored and queued generation, or is refused. Those that come
 * at once share a commit.
 */
@Component
class Submissions {

  /** Few enough that the first of them do not wait long for the last. */
  private static final int IN_ONE_COMMIT = 128;

  private final RequestResolver resolver;
  private final Continuations continuations;
  private final Lifecycle lifecycle;
  private final FirstUses uses;
  private final GroupCommit<Admission.Candidate, Submission> door;

  Submissions(
      RequestResolver resolver,
      Continuations continuations,
      Lifecycle lifecycle,
      FirstUses uses,
      Admission admission) {
    this.resolver = resolver;
    this.continuations = continuations;
    this.lifecycle = lifecycle;
    this.uses = uses;
    this.door = new GroupCommit<>(IN_ONE_COMMIT, admission);
  }

  Submission submit(GenerationRequest request, @Nullable String key) {
    String fingerprint = Sha256.hex(Json.write(request));
    return once(key, fingerprint, () -> candidate(request, key, fingerprint));
  }

  /** Accepts a generation that goes on from where another ended. */
  Submission goOn(UUID id, GenerationRequest.Budget budget, @Nullable String key) {
    return once(
        key, Continuations.fingerprint(id, budget), () -> continuations.candidate(id, budget, key));
  }

  private Submission once(
      @Nullable String key, String fingerprint, Supplier<Admission.Candidate> candidate) {
    // Also when the request could not be accepted any more.
    FirstUse first = key == null ? null : uses.find(List.of(key)).get(key);
    return key != null && first != null
        ? uses.replay(first, key, fingerprint)
        : door.write(candidate.get());
  }

  private Admission.Candidate candidate(
      GenerationRequest request, @Nullable String key, String fingerprint) {
    RequestResolver.Resolution resolution = resolver.resolve(request);
    Generation generation =
        Generation.accepted(
            UUID.randomUUID(), resolution.request(), resolution.warnings(), lifecycle.now());
    return new Admission.Candidate(generation, key, fingerprint, null);
  }
}
