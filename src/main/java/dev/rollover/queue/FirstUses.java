package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.IdempotencyStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which generation each idempotency key has made. */
@Component
class FirstUses {

  private final IdempotencyStore keys;
  private final GenerationStore generations;
  private final QueuePlaces places;

  FirstUses(IdempotencyStore keys, GenerationStore generations, QueuePlaces places) {
    this.keys = keys;
    this.generations = generations;
    this.places = places;
  }

  /**
   * A key's first use.
   *
   * @param fingerprint of the request that came with it
   */
  record FirstUse(String fingerprint, Generation generation) {}

  /**
   * Answers another use.
   *
   * @throws IdempotencyConflictException when it comes with another request
   */
  Submission replay(FirstUse first, String key, String fingerprint) {
    if (!first.fingerprint().equals(fingerprint)) {
      throw new IdempotencyConflictException(key);
    }
    Generation generation = first.generation();
    QueuePlace place = places.of(List.of(generation)).get(generation.id());
    return new Submission(generation, true, place);
  }

  /** Of those keys that have been used; a key goes with its generation. */
  Map<String, FirstUse> find(Collection<String> wanted) {
    Map<String, FirstUse> uses = new HashMap<>();
    keys.find(wanted)
        .forEach(
            (key, use) ->
                generations
                    .find(use.generation())
                    .ifPresent(made -> uses.put(key, new FirstUse(use.requestSha256(), made))));
    return uses;
  }

  /** Keeps them, in the caller's transaction. */
  void keep(Map<String, FirstUse> uses) {
    keys.insert(
        uses.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        new IdempotencyStore.Use(
                            entry.getValue().fingerprint(), entry.getValue().generation().id()))));
  }
}
