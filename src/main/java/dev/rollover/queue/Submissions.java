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
  private final Lifecycle lifecycle;
  private final FirstUses uses;
  private final GroupCommit<Admission.Candidate, Submission> door;

  Submissions(RequestResolver resolver, Lifecycle lifecycle, FirstUses uses, Admission admission) {
    this.resolver = resolver;
    this.lifecycle = lifecycle;
    this.uses = uses;
    this.door = new GroupCommit<>(IN_ONE_COMMIT, admission);
  }

  Submission submit(GenerationRequest request, @Nullable String key) {
    String fingerprint = Sha256.hex(Json.write(request));
    // Also when the request could not be accepted any more.
    FirstUse first = key == null ? null : uses.find(List.of(key)).get(key);
    if (key != null && first != null) {
      return uses.replay(first, key, fingerprint);
    }
    RequestResolver.Resolution resolution = resolver.resolve(request);
    Generation generation =
        Generation.accepted(
            UUID.randomUUID(), resolution.request(), resolution.warnings(), lifecycle.now());
    return door.write(new Admission.Candidate(generation, key, fingerprint));
  }
}
