package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.QueueState;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.QueueStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells generations where they stand in the queue, and until when about. */
@Component
class QueuePlaces {

  private final QueueStore order;
  private final GenerationStore generations;
  private final QueueEstimate estimate;

  QueuePlaces(QueueStore order, GenerationStore generations, QueueEstimate estimate) {
    this.order = order;
    this.generations = generations;
    this.estimate = estimate;
  }

  /** By id; those that are not queued are left out. */
  Map<UUID, QueuePlace> of(Collection<Generation> all) {
    List<UUID> queued =
        all.stream()
            .filter(one -> one.status() == GenerationStatus.QUEUED)
            .map(Generation::id)
            .toList();
    if (queued.isEmpty()) {
      return Map.of();
    }
    long running = unspent();
    Map<UUID, QueuePlace> places = new HashMap<>();
    order.ahead(queued).forEach((id, ahead) -> places.put(id, behind(ahead, running)));
    return places;
  }

  /**
   * The place behind others.
   *
   * @param ahead what waits ahead
   * @param running NFE that the running ones have yet to spend
   */
  QueuePlace behind(QueueState ahead, long running) {
    return new QueuePlace(ahead.depth() + 1, estimate.of(ahead.nfe() + running));
  }

  /** NFE that the workers have yet to spend before they take anything from the queue. */
  long unspent() {
    return generations.running().stream()
        .mapToLong(running -> running.outcome().spending().nfe().unspent())
        .sum();
  }
}
