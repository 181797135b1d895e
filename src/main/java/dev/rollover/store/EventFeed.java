package dev.rollover.store;

import dev.rollover.generation.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for a generation's next event. It carries no events: the stored log is the
 * only truth, so a watcher that was away misses nothing.
 */
@Component
public class EventFeed {

  /** How often a watcher looks unasked: the event may have been written by another process. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Map<UUID, Set<Semaphore>> watchers = new ConcurrentHashMap<>();

  /** Says that the generation's log has grown. */
  void signal(UUID generation) {
    watchers.getOrDefault(generation, Set.of()).forEach(Semaphore::release);
  }

  /**
   * Waits until there are events.
   *
   * @param query the log
   * @return empty when there were none for {@code atMost}
   */
  public List<StoredEvent> await(
      UUID generation, Supplier<List<StoredEvent>> query, Duration atMost)
      throws InterruptedException {
    Semaphore signals = new Semaphore(0);
    watch(generation, signals);
    try {
      long deadline = System.nanoTime() + atMost.toNanos();
      List<StoredEvent> events = query.get();
      for (long left = atMost.toNanos();
          events.isEmpty() && left > 0;
          left = deadline - System.nanoTime()) {
        if (signals.tryAcquire(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS)) {
          signals.drainPermits();
        }
        events = query.get();
      }
      return events;
    } finally {
      unwatch(generation, signals);
    }
  }

  private void watch(UUID generation, Semaphore signals) {
    watchers.compute(
        generation,
        (id, present) -> {
          Set<Semaphore> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(signals);
          return all;
        });
  }

  private void unwatch(UUID generation, Semaphore signals) {
    watchers.computeIfPresent(
        generation,
        (id, all) -> {
          all.remove(signals);
          return all.isEmpty() ? null : all;
        });
  }
}
