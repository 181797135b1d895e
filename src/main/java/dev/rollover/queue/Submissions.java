package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.QueueState;
import dev.rollover.request.RequestResolver;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.IdempotencyStore;
import dev.rollover.store.Json;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.Sha256;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Accepts requests: each becomes one stored and queued generation, or is refused. */
@Component
class Submissions {

  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

  private final RequestResolver resolver;
  private final Lifecycle lifecycle;
  private final GenerationStore generations;
  private final IdempotencyStore keys;
  private final GenerationQueue queue;
  private final QueueEstimate estimate;
  private final QueueProperties properties;
  private final TransactionOperations transactions;

  Submissions(
      RequestResolver resolver,
      Lifecycle lifecycle,
      GenerationStore generations,
      IdempotencyStore keys,
      GenerationQueue queue,
      QueueEstimate estimate,
      QueueProperties properties,
      TransactionOperations transactions) {
    this.resolver = resolver;
    this.lifecycle = lifecycle;
    this.generations = generations;
    this.keys = keys;
    this.queue = queue;
    this.estimate = estimate;
    this.properties = properties;
    this.transactions = transactions;
  }

  Submission submit(GenerationRequest request, @Nullable String key) {
    String fingerprint = Sha256.hex(Json.write(request));
    Optional<Submission> known = replay(key, fingerprint);
    if (known.isPresent()) {
      return known.get();
    }
    RequestResolver.Resolution resolution = resolver.resolve(request);
    requireRoom();
    Generation generation =
        Generation.accepted(
            UUID.randomUUID(), resolution.request(), resolution.warnings(), lifecycle.now());
    try {
      accept(generation, key, fingerprint);
      return new Submission(generation, false);
    } catch (DuplicateKeyException raced) {
      return replay(key, fingerprint).orElseThrow(() -> raced);
    }
  }

  private void accept(Generation generation, @Nullable String key, String fingerprint) {
    transactions.executeWithoutResult(
        transaction -> {
          lifecycle.accept(generation);
          if (key != null) {
            keys.insert(key, new IdempotencyStore.Use(fingerprint, generation.id()));
          }
          queue.add(generation);
        });
  }

  private Optional<Submission> replay(@Nullable String key, String fingerprint) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<IdempotencyStore.Use> use = keys.find(key);
    if (use.isPresent() && !use.get().requestSha256().equals(fingerprint)) {
      throw new IdempotencyConflictException(key);
    }
    return use.flatMap(first -> generations.find(first.generation()))
        .map(generation -> new Submission(generation, true));
  }

  /** Requests that arrive at once may each find the last place; a queue that long is no worse. */
  private void requireRoom() {
    QueueState state = generations.queue();
    if (state.depth() >= properties.capacity()) {
      Duration onePlace = estimate.of(state.nfe() / state.depth());
      throw new QueueFullException(
          properties.capacity(),
          onePlace.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : onePlace);
    }
  }
}
