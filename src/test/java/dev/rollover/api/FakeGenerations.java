package dev.rollover.api;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationPage;
import dev.rollover.generation.GenerationQuery;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.QueueState;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.StoredEvent;
import dev.rollover.queue.Generations;
import dev.rollover.queue.QueuePlace;
import dev.rollover.queue.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Generations in memory that a test puts there; what it answers to a submission can be set. */
public final class FakeGenerations implements Generations {

  private final Map<UUID, Generation> stored = new LinkedHashMap<>();
  private final Map<UUID, List<StoredEvent>> logs = new LinkedHashMap<>();
  private final Map<UUID, GenerationTrace> traces = new LinkedHashMap<>();
  private final Map<UUID, ImageFile> images = new LinkedHashMap<>();
  private @Nullable RuntimeException refusal;
  private @Nullable RuntimeException breakdown;
  private @Nullable GenerationRequest submitted;
  private GenerationRequest.@Nullable Budget further;
  private @Nullable String idempotencyKey;
  private int watchers;

  public synchronized void reset() {
    stored.clear();
    logs.clear();
    traces.clear();
    images.clear();
    refusal = null;
    breakdown = null;
    submitted = null;
    further = null;
    idempotencyKey = null;
  }

  public synchronized void put(Generation generation) {
    stored.put(generation.id(), generation);
    logs.putIfAbsent(generation.id(), new ArrayList<>());
    notifyAll();
  }

  public synchronized void put(UUID id, GenerationTrace trace) {
    traces.put(id, trace);
  }

  public synchronized void put(UUID id, ImageFile image) {
    images.put(id, image);
  }

  public synchronized void happen(UUID id, GenerationEvent event) {
    List<StoredEvent> log = Objects.requireNonNull(logs.get(id));
    log.add(new StoredEvent(log.size() + 1L, Samples.NOW, event));
    notifyAll();
  }

  /** The next submissions end in this. */
  public synchronized void refuse(RuntimeException exception) {
    refusal = exception;
  }

  /** From now on, the state of the queue is not to be had. */
  public synchronized void breakDown(RuntimeException exception) {
    breakdown = exception;
  }

  public synchronized GenerationRequest submitted() {
    if (submitted == null) {
      throw new AssertionError("nothing was submitted");
    }
    return submitted;
  }

  public synchronized boolean nothingWasSubmitted() {
    return submitted == null;
  }

  public synchronized @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  /** How many wait for events right now. */
  public synchronized int watchers() {
    return watchers;
  }

  @Override
  public synchronized Submission submit(GenerationRequest request, @Nullable String key) {
    if (refusal != null) {
      throw refusal;
    }
    submitted = request;
    idempotencyKey = key;
    Generation generation = Samples.queued(UUID.randomUUID());
    put(generation);
    return new Submission(generation, false, queuePlace(generation).orElse(null));
  }

  @Override
  public synchronized Submission goOn(
      UUID id, GenerationRequest.Budget budget, @Nullable String key) {
    if (refusal != null) {
      throw refusal;
    }
    further = budget;
    idempotencyKey = key;
    Generation ended = find(id);
    ResolvedRequest whole =
        ended.request().within(new ResolvedRequest.Budget(1000, null, null, null));
    Generation generation = ended.continued(UUID.randomUUID(), whole, ended.outcome(), Samples.NOW);
    put(generation);
    return new Submission(generation, false, queuePlace(generation).orElse(null));
  }

  /** What the last continuation may spend beyond what was spent. */
  public synchronized GenerationRequest.Budget further() {
    if (further == null) {
      throw new AssertionError("nothing was continued");
    }
    return further;
  }

  @Override
  public synchronized Generation find(UUID id) {
    return Optional.ofNullable(stored.get(id))
        .orElseThrow(() -> new GenerationNotFoundException(id));
  }

  @Override
  public Map<UUID, QueuePlace> queuePlaces(Collection<Generation> all) {
    return all.stream()
        .filter(each -> each.status() == GenerationStatus.QUEUED)
        .collect(
            Collectors.toMap(Generation::id, each -> new QueuePlace(3, Duration.ofSeconds(12))));
  }

  @Override
  public QueuePlace nextPlace() {
    return new QueuePlace(4, Duration.ofMillis(12_300));
  }

  @Override
  public synchronized GenerationPage list(GenerationQuery query) {
    List<Generation> all =
        stored.values().stream()
            .filter(each -> query.status() == null || each.status() == query.status())
            .sorted(Comparator.comparing(Generation::createdAt).reversed())
            .toList();
    int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
    int to = Math.min(all.size(), from + query.limit());
    return new GenerationPage(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  @Override
  public Generation cancel(UUID id) {
    return find(id);
  }

  @Override
  public synchronized void delete(UUID id) {
    find(id);
    stored.remove(id);
    notifyAll();
  }

  @Override
  public synchronized List<StoredEvent> events(UUID id, long after) {
    find(id);
    return logs.getOrDefault(id, List.of()).stream().filter(event -> event.id() > after).toList();
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // Who awaits events loops anyway.
  public synchronized List<StoredEvent> awaitEvents(UUID id, long after, Duration atMost)
      throws InterruptedException {
    watchers++;
    try {
      if (events(id, after).isEmpty()) {
        wait(atMost.toMillis());
      }
      return events(id, after);
    } finally {
      watchers--;
    }
  }

  @Override
  public synchronized ImageFile image(UUID id, int number) {
    find(id);
    return Optional.ofNullable(images.get(id))
        .filter(file -> file.image().number() == number)
        .orElseThrow(() -> new GenerationNotFoundException(id, "image " + number));
  }

  @Override
  public synchronized GenerationTrace trace(UUID id) {
    find(id);
    return traces.getOrDefault(id, new GenerationTrace(List.of()));
  }

  @Override
  public synchronized QueueState queue() {
    if (breakdown != null) {
      throw breakdown;
    }
    return new QueueState(0, 0, running().size());
  }

  @Override
  public synchronized List<Generation> running() {
    return stored.values().stream()
        .filter(generation -> generation.status() == GenerationStatus.RUNNING)
        .toList();
  }
}
