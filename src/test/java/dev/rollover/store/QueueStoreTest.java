package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.IllegalTransitionException;
import dev.rollover.generation.QueueState;
import dev.rollover.generation.Samples;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class QueueStoreTest {

  private static final int CHUNKS = 5;
  private static final List<UnaryOperator<Generation>> TRANSITIONS =
      List.of(
          generation -> generation.start(Samples.NOON),
          Generation::giveBack,
          Generation::retry,
          generation -> generation.cancel(Samples.NOON),
          generation -> generation.complete(Samples.outcome(), Samples.NOON),
          generation ->
              generation.fail(
                  new GenerationError(GenerationError.Type.RUN_FAILED, "no"), Samples.NOON));

  private final TestDatabase database;
  private final QueueStore queue;
  private final Lifecycle lifecycle;

  QueueStoreTest(Vendor vendor) {
    database = TestDatabase.migrated(vendor);
    queue = new QueueStore(database.jdbc());
    lifecycle =
        new Lifecycle(
            new GenerationStore(database.batches()),
            new EventStore(database.batches()),
            queue,
            new CheckpointStore(
                database.jdbc(),
                new RetentionProperties(null, Duration.ZERO, Duration.ofMinutes(10), 100)),
            new EventFeed(),
            event -> {},
            database.transactions(),
            InstantSource.fixed(Samples.NOON));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void counts_what_waits_and_what_waits_ahead() {
    List<UUID> ids = accept(3);
    lifecycle.change(ids.get(1), generation -> generation.start(Samples.NOON));

    assertThat(queue.state()).isEqualTo(new QueueState(2, 200, 1));
    assertThat(queue.ahead(ids))
        .isEqualTo(
            Map.of(
                ids.get(0), new QueueState(0, 0, 0),
                ids.get(2), new QueueState(1, 100, 0)));
    assertThat(queue.ahead(List.of())).isEmpty();
    assertThat(queue.ahead(ids.subList(1, 2))).isEmpty();
  }

  @Test
  void who_is_given_back_has_its_old_place() {
    List<UUID> ids = accept(3);
    lifecycle.change(ids.getFirst(), generation -> generation.start(Samples.NOON));
    lifecycle.change(ids.getFirst(), Generation::giveBack);

    assertThat(queue.ahead(ids).get(ids.getFirst())).isEqualTo(new QueueState(0, 0, 0));
    assertThat(queue.ahead(ids).get(ids.getLast())).isEqualTo(new QueueState(2, 200, 0));
  }

  @Test
  void a_queue_that_has_moved_on_keeps_no_sums_of_what_has_ended() {
    List<UUID> ids = accept(QueueStore.CHUNK * CHUNKS);
    lifecycle.change(ids.getFirst(), generation -> generation.start(Samples.NOON));
    ids.subList(1, ids.size()).forEach(lifecycle::delete);

    accept(QueueStore.CHUNK);

    assertThat(
            database.jdbc().sql("select count(*) from queue_chunk").query(Integer.class).single())
        .isLessThanOrEqualTo(3);
    lifecycle.change(ids.getFirst(), Generation::giveBack);
    assertAgreesWithTheGenerations();
  }

  @Test
  void agrees_with_the_generations_after_any_transitions() {
    Random random = new Random(1);
    List<UUID> ids = accept(QueueStore.CHUNK * CHUNKS + 7);
    for (int part = 0; part < 4; part++) {
      for (int step = 0; step < 500; step++) {
        change(ids.get(random.nextInt(ids.size())), random);
      }
      ids.addAll(accept(1 + random.nextInt(QueueStore.CHUNK)));
      assertAgreesWithTheGenerations();
    }
  }

  @Test
  void agrees_with_the_generations_after_transitions_of_many_at_once() throws Exception {
    List<UUID> ids = Collections.synchronizedList(accept(QueueStore.CHUNK * 2));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        Random random = new Random(thread);
        all.add(threads.submit(() -> changeMany(ids, random)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertAgreesWithTheGenerations();
  }

  private void changeMany(List<UUID> ids, Random random) {
    for (int step = 0; step < 250; step++) {
      if (random.nextInt(10) == 0) {
        ids.addAll(accept(1 + random.nextInt(40)));
      } else {
        change(ids.get(random.nextInt(ids.size())), random);
      }
    }
  }

  private List<UUID> accept(int count) {
    List<Generation> accepted =
        IntStream.range(0, count).mapToObj(number -> Samples.queued(Samples.NOON)).toList();
    lifecycle.accept(accepted);
    return new ArrayList<>(accepted.stream().map(Generation::id).toList());
  }

  private void change(UUID id, Random random) {
    try {
      int choice = random.nextInt(3 * TRANSITIONS.size() + 1);
      if (choice == 3 * TRANSITIONS.size()) {
        lifecycle.delete(id);
      } else {
        lifecycle.change(id, TRANSITIONS.get(choice % TRANSITIONS.size()));
      }
    } catch (IllegalTransitionException | GenerationNotFoundException refused) {
      // As good as no transition.
    }
  }

  /** Counts one by one. */
  private void assertAgreesWithTheGenerations() {
    List<UUID> waiting =
        database
            .jdbc()
            .sql("select id from generation where status = :status order by queue_number")
            .param("status", GenerationStatus.QUEUED.name())
            .query(UUID.class)
            .list();
    int running =
        database
            .jdbc()
            .sql("select count(*) from generation where status = 'RUNNING'")
            .query(Integer.class)
            .single();
    assertThat(queue.state())
        .isEqualTo(new QueueState(waiting.size(), 100L * waiting.size(), running));
    Map<UUID, QueueState> ahead = queue.ahead(waiting);
    for (int place = 0; place < waiting.size(); place++) {
      assertThat(ahead.get(waiting.get(place))).isEqualTo(new QueueState(place, 100L * place, 0));
    }
  }
}
