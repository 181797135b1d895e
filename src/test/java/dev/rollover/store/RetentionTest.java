package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class RetentionTest {

  private static final Duration KEEP = Duration.ofDays(30);
  private static final Duration STATE = Duration.ofHours(1);

  private final TestDatabase database;
  private final GenerationStore generations;
  private final EventStore events;
  private final ResultStore results;
  private final IdempotencyStore keys;
  private final CheckpointStore checkpoints;
  private final Retention retention;
  private final SettableClock time = new SettableClock();
  private long lastNumber;

  RetentionTest(Vendor vendor) {
    database = TestDatabase.migrated(vendor);
    generations = new GenerationStore(database.batches());
    events = new EventStore(database.batches());
    results = new ResultStore(database.jdbc());
    keys = new IdempotencyStore(database.batches());
    checkpoints =
        new CheckpointStore(
            database.jdbc(), new RetentionProperties(KEEP, STATE, Duration.ofMinutes(10), 100));
    retention = new Retention(database.jdbc(), database.transactions());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void deletes_what_ended_before_with_all_that_is_its_own_and_nothing_else() {
    Generation old = ended(0);
    results.save(old.id(), List.of(), new GenerationTrace(List.of()));
    keys.insert(Map.of("key", new IdempotencyStore.Use("ab", old.id())));
    Generation young = ended(20);
    Generation running = stored().start(Samples.NOON);
    generations.update(running);
    Generation queued = stored();

    int deleted = retention.deleteEndedBefore(Samples.NOON.plusSeconds(10), 100, () -> false);

    assertThat(deleted).isEqualTo(1);
    assertThat(generations.page(null, null, 10)).containsExactlyInAnyOrder(young, running, queued);
    assertThat(events.after(old.id(), 0)).isEmpty();
    assertThat(results.trace(old.id())).isEmpty();
    assertThat(keys.find(List.of("key"))).isEmpty();
  }

  @Test
  void goes_on_batch_by_batch_until_it_is_enough() {
    Stream.generate(() -> ended(0)).limit(25).forEach(ended -> {});
    AtomicInteger asked = new AtomicInteger();

    int deleted =
        retention.deleteEndedBefore(
            Samples.NOON.plusSeconds(1), 10, () -> asked.incrementAndGet() > 2);

    assertThat(deleted).isEqualTo(20);
    assertThat(retention.deleteEndedBefore(Samples.NOON.plusSeconds(1), 10, () -> false))
        .isEqualTo(5);
  }

  @Test
  void several_at_once_delete_each_generation_once() throws Exception {
    Stream.generate(() -> ended(0)).limit(200).forEach(ended -> {});
    Callable<Integer> sweep =
        () -> {
          int all = 0;
          while (!generations.page(null, null, 1).isEmpty()) {
            all += retention.deleteEndedBefore(Samples.NOON.plusSeconds(1), 10, () -> false);
          }
          return all;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      int all = 0;
      for (Future<Integer> one : threads.invokeAll(List.of(sweep, sweep, sweep, sweep))) {
        all += one.get();
      }
      assertThat(all).isEqualTo(200);
    }
  }

  @Test
  void a_schedule_deletes_what_grows_too_old_while_it_runs() {
    time.set(Samples.NOON);
    Generation old = ended(0);
    Generation young = ended(60);
    RetentionProperties often = new RetentionProperties(KEEP, STATE, Duration.ofMillis(1), 100);
    RetentionSchedule schedule = new RetentionSchedule(retention, often, time::now);
    schedule.start();
    try {
      time.set(Samples.NOON.plus(KEEP).plusSeconds(30));
      await().until(() -> generations.find(old.id()).isEmpty());
      assertThat(generations.find(young.id())).contains(young);
    } finally {
      schedule.stop();
    }
    assertThat(schedule.isRunning()).isFalse();
  }

  @Test
  void states_of_what_ended_before_go_batch_by_batch_and_nothing_else() {
    Stream.generate(() -> withState(ended(0))).limit(25).forEach(ended -> {});
    Generation old = withState(ended(0));
    Generation young = withState(ended(20));
    Generation running = withState(stored().start(Samples.NOON));

    int deleted =
        retention.deleteStatesOfEndedBefore(Samples.NOON.plusSeconds(10), 10, () -> false);

    assertThat(deleted).isEqualTo(26);
    assertThat(checkpoints.find(old.id())).isEmpty();
    assertThat(generations.find(old.id())).contains(old);
    assertThat(checkpoints.find(young.id())).isPresent();
    assertThat(checkpoints.find(running.id())).isPresent();
  }

  @Test
  void a_schedule_deletes_states_that_grow_too_old_where_generations_are_kept_for_ever() {
    time.set(Samples.NOON);
    Generation old = withState(ended(0));
    Generation young = withState(ended(60));
    RetentionProperties often = new RetentionProperties(null, STATE, Duration.ofMillis(1), 100);
    RetentionSchedule schedule = new RetentionSchedule(retention, often, time::now);
    schedule.start();
    try {
      time.set(Samples.NOON.plus(STATE).plusSeconds(30));
      await().until(() -> checkpoints.find(old.id()).isEmpty());
      assertThat(checkpoints.find(young.id())).isPresent();
      assertThat(generations.find(old.id())).contains(old);
    } finally {
      schedule.stop();
    }
  }

  private Generation withState(Generation generation) {
    byte[] state = {1, 2, 3};
    if (generation.status().isTerminal()) {
      checkpoints.saveLast(generation, state);
    } else {
      checkpoints.save(generation.id(), state);
    }
    return generation;
  }

  private Generation ended(int second) {
    Generation ended =
        stored().start(Samples.NOON).complete(Samples.outcome(), Samples.NOON.plusSeconds(second));
    generations.update(ended);
    return ended;
  }

  private Generation stored() {
    Generation generation = Samples.queued(Samples.NOON);
    generations.insert(List.of(generation), ++lastNumber);
    events.begin(List.of(generation), Samples.NOON);
    return generation;
  }
}
