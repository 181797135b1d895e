package dev.rollover.queue;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationPage;
import dev.rollover.generation.GenerationQuery;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.QueueState;
import dev.rollover.generation.StoredEvent;
import dev.rollover.store.Cursor;
import dev.rollover.store.EventFeed;
import dev.rollover.store.EventStore;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.QueueStore;
import dev.rollover.store.ResultStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** {@link Generations} on the database and the queue. */
@Service
class StoredGenerations implements Generations {

  private final Submissions submissions;
  private final Lifecycle lifecycle;
  private final GenerationStore generations;
  private final QueueStore queue;
  private final EventStore events;
  private final EventFeed feed;
  private final ResultStore results;
  private final QueuePlaces places;

  StoredGenerations(
      Submissions submissions,
      Lifecycle lifecycle,
      GenerationStore generations,
      QueueStore queue,
      EventStore events,
      EventFeed feed,
      ResultStore results,
      QueuePlaces places) {
    this.submissions = submissions;
    this.lifecycle = lifecycle;
    this.generations = generations;
    this.queue = queue;
    this.events = events;
    this.feed = feed;
    this.results = results;
    this.places = places;
  }

  @Override
  public Submission submit(GenerationRequest request, @Nullable String idempotencyKey) {
    return submissions.submit(request, idempotencyKey);
  }

  @Override
  public Submission goOn(
      UUID id, GenerationRequest.Budget budget, @Nullable String idempotencyKey) {
    return submissions.goOn(id, budget, idempotencyKey);
  }

  @Override
  public Generation find(UUID id) {
    return generations.find(id).orElseThrow(() -> new GenerationNotFoundException(id));
  }

  @Override
  public Map<UUID, QueuePlace> queuePlaces(Collection<Generation> all) {
    return places.of(all);
  }

  @Override
  public QueuePlace nextPlace() {
    return places.behind(queue.state(), places.unspent());
  }

  @Override
  public GenerationPage list(GenerationQuery query) {
    if (query.limit() < 1 || query.limit() > GenerationQuery.LARGEST_PAGE) {
      String range =
          "must be from 1 to %d, not %d".formatted(GenerationQuery.LARGEST_PAGE, query.limit());
      throw new InvalidRequestException(List.of(new FieldError("limit", range)));
    }
    Cursor before = query.cursor() == null ? null : Cursor.decode(query.cursor());
    // One more than asked for says whether a page follows.
    List<Generation> found = generations.page(query.status(), before, query.limit() + 1);
    if (found.size() <= query.limit()) {
      return new GenerationPage(found, null);
    }
    List<Generation> page = found.subList(0, query.limit());
    return new GenerationPage(page, Cursor.after(page.getLast()).encode());
  }

  @Override
  public Generation cancel(UUID id) {
    return lifecycle.change(
        id,
        generation ->
            generation.status().isTerminal() ? generation : generation.cancel(lifecycle.now()));
  }

  @Override
  public void delete(UUID id) {
    lifecycle.delete(id);
  }

  @Override
  public List<StoredEvent> events(UUID id, long after) {
    find(id);
    return events.after(id, after);
  }

  @Override
  public List<StoredEvent> awaitEvents(UUID id, long after, Duration atMost)
      throws InterruptedException {
    return feed.await(id, () -> events(id, after), atMost);
  }

  @Override
  public ImageFile image(UUID id, int number) {
    return results
        .image(id, number)
        .orElseThrow(() -> new GenerationNotFoundException(id, "image " + number));
  }

  @Override
  public GenerationTrace trace(UUID id) {
    find(id);
    return results.trace(id).orElseGet(() -> new GenerationTrace(List.of()));
  }

  @Override
  public QueueState queue() {
    return queue.state();
  }

  @Override
  public List<Generation> running() {
    return generations.running();
  }
}
