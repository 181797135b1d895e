package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.StoredEvent;
import dev.rollover.model.NotFiniteException;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.search.Phase;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryDatabase
class GenerationWorkerTest {

  private final RunFixture house;

  GenerationWorkerTest(Vendor vendor) {
    house = new RunFixture(vendor);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void leaves_images_a_trace_a_ledger_and_a_log_behind() {
    Generation accepted = house.accepted("bright");

    assertThat(house.work(accepted)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(accepted);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.outcome().images()).hasSize(1);
    assertThat(house.results.image(ended.id(), 0).orElseThrow().image().sha256())
        .isEqualTo(ended.outcome().images().getFirst().sha256());
    assertThat(house.results.trace(ended.id()).orElseThrow().points()).isNotEmpty();
    assertThat(ended.outcome().spending().nfe().used()).isBetween(1L, 100L);
    List<StoredEvent> log = house.events.after(ended.id(), 0);
    assertThat(log)
        .extracting(stored -> stored.event().name())
        .startsWith("status", "status", "progress")
        .endsWith("status", "done");
    assertThat(house.published).hasAtLeastOneElementOfType(GenerationStarted.class);
    assertThat(house.published.getLast()).isEqualTo(new GenerationEnded(ended));
  }

  @Test
  void tells_of_every_round_what_it_spent_up_to_the_last() {
    Generation accepted = house.accepted("bright");
    house.work(accepted);

    List<GenerationProgressed> rounds = house.rounds().toList();
    Generation ended = house.find(accepted);
    assertThat(rounds.getFirst().before().nfe()).isZero();
    assertThat(rounds.stream().mapToLong(GenerationWorkerTest::nfe).sum())
        .isEqualTo(ended.outcome().spending().nfe().used())
        .isEqualTo(rounds.getLast().after().nfe());
    assertThat(rounds.getLast().best())
        .isEqualTo(house.results.trace(ended.id()).orElseThrow().points().getLast().best());
  }

  private static int nfe(GenerationProgressed round) {
    return Stream.of(Phase.values()).mapToInt(round::nfe).sum();
  }

  @Test
  void a_failing_run_is_tried_again_and_fails_with_the_last_reason() {
    house.runner =
        (generation, watch) -> {
          throw new IllegalStateException("no luck in run " + generation.attempt());
        };
    Generation generation = house.accepted("unlucky");

    assertThat(Stream.generate(() -> house.work(generation)).limit(RunFixture.ATTEMPTS))
        .containsExactly(Verdict.AGAIN, Verdict.AGAIN, Verdict.DONE);

    assertThat(house.find(generation).error())
        .isEqualTo(new GenerationError(GenerationError.Type.RUN_FAILED, "no luck in run 3"));
  }

  @Test
  void a_run_whose_model_gives_what_is_not_finite_fails_at_once() {
    house.runner =
        (generation, watch) -> {
          float[] broken = {1, Float.NaN};
          throw new IllegalStateException(
              "the call 'velocity' failed",
              catchThrowable(() -> NotFiniteException.require("velocity", List.of(broken))));
        };
    Generation generation = house.accepted("black");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.FAILED);
    assertThat(house.find(generation).error())
        .isEqualTo(
            new GenerationError(GenerationError.Type.NOT_FINITE, "the call 'velocity' failed"));
  }

  @Test
  void one_whose_call_finds_no_memory_however_small_fails_by_that_type() {
    BatchKey key = new BatchKey("model", "velocity", 1);
    try (DeviceWorker full = new DeviceWorker(1, DeviceObserver.NONE)) {
      house.beforeEachRun(
          generation ->
              full.submit(
                  key,
                  List.of(1),
                  rows -> {
                    throw new IllegalStateException("CUDA out of memory. Tried to allocate 2 GiB");
                  },
                  new DeviceAccount(false)));
      Generation generation = house.accepted("large");

      assertThat(Stream.generate(() -> house.work(generation)).limit(RunFixture.ATTEMPTS))
          .containsExactly(Verdict.AGAIN, Verdict.AGAIN, Verdict.DONE);

      assertThat(house.find(generation).error())
          .isEqualTo(
              new GenerationError(
                  GenerationError.Type.OUT_OF_MEMORY,
                  "the call 'velocity' found no memory for a single row:"
                      + " CUDA out of memory. Tried to allocate 2 GiB"));
    }
  }

  @Test
  void a_failed_generation_has_the_ledger_of_its_last_run_and_no_reward_without_an_image() {
    GenerationRunner search = house.runner;
    house.runner =
        (generation, watch) -> {
          search.run(generation, watch);
          throw new IllegalStateException("at the very end");
        };
    Generation generation = house.accepted("costly");

    for (int run = 0; run < RunFixture.ATTEMPTS; run++) {
      house.work(generation);
    }

    GenerationProgressed last = house.rounds().toList().getLast();
    assertThat(house.find(generation).outcome().spending().nfe().used())
        .isEqualTo(last.after().nfe())
        .isPositive();
    assertThat(house.find(generation).outcome().reward()).isNull();
    assertThat(house.events.after(generation.id(), 0).getLast().event())
        .isInstanceOfSatisfying(
            GenerationEvent.Done.class, done -> assertThat(done.best()).isNull());
  }

  @Test
  void what_is_not_served_any_more_fails_at_once() {
    house.runner =
        (generation, watch) -> {
          throw new NeverSucceedsException(GenerationError.Type.NOT_SERVED, "gone");
        };
    Generation generation = house.accepted("late");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    assertThat(house.find(generation).error())
        .isEqualTo(new GenerationError(GenerationError.Type.NOT_SERVED, "gone"));
  }

  @Test
  void a_cancelled_run_keeps_its_best() {
    GenerationRunner search = house.runner;
    house.runner =
        (generation, watch) -> {
          RunResult best = search.run(generation, watch);
          assertThat(watch.shouldEnd()).isFalse();
          house.cancel(generation);
          house.ticker.pass(Duration.ofSeconds(1));
          assertThat(watch.shouldEnd()).isTrue();
          return best;
        };
    Generation generation = house.accepted("enough");

    house.work(generation);

    Generation cancelled = house.find(generation);
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.outcome().images()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT60S", "-PT1H", "PT1H"})
  void a_cancel_is_noticed_at_once_however_the_wall_clock_is_set(Duration jump) {
    List<Boolean> ends = new ArrayList<>();
    GenerationRunner search = house.runner;
    house.runner =
        (generation, watch) -> {
          house.time.set(house.time.now().plus(jump));
          house.cancel(generation);
          ends.add(watch.shouldEnd());
          house.ticker.pass(Duration.ofMillis(250));
          ends.add(watch.shouldEnd());
          return search.run(generation, watch);
        };
    Generation generation = house.accepted("enough");

    house.work(generation);

    assertThat(ends).containsExactly(false, true);
    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(house.published)
        .filteredOn(GenerationStarted.class::isInstance)
        .allSatisfy(
            started ->
                assertThat(((GenerationStarted) started).waited())
                    .isGreaterThanOrEqualTo(Duration.ZERO));
  }

  @Test
  void a_cancelled_one_never_runs() {
    Generation generation = house.accepted("never");
    house.cancel(generation);

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation cancelled = house.find(generation);
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.attempt()).isZero();
  }

  @Test
  void a_run_of_a_deleted_generation_gives_up_and_leaves_nothing() {
    house.beforeEachRun(generation -> house.lifecycle.delete(generation.id()));
    Generation generation = house.accepted("gone");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    assertThat(house.generations.page(null, null, 10)).isEmpty();
  }

  @Test
  void a_shutdown_gives_runs_back_and_they_do_not_count() {
    Generation generation = house.accepted("interrupted");
    house.shutsDown = true;

    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);

    Generation back = house.find(generation);
    assertThat(back.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(back.attempt()).isZero();
  }

  @Test
  void a_shutdown_does_not_take_the_best_from_who_cancelled() {
    GenerationRunner search = house.runner;
    house.runner =
        (generation, watch) -> {
          RunResult best = search.run(generation, watch);
          house.cancel(generation);
          house.shutsDown = true;
          assertThat(watch.shouldEnd()).isTrue();
          return best;
        };
    Generation generation = house.accepted("enough");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation cancelled = house.find(generation);
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.outcome().images()).hasSize(1);
  }

  @Test
  void a_call_that_a_shutdown_interrupts_is_no_failed_run() {
    house.runner =
        (generation, watch) -> {
          house.shutsDown = true;
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted in a call");
        };
    Generation generation = house.accepted("long call");

    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);

    Generation back = house.find(generation);
    assertThat(back.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(back.attempt()).isZero();
  }
}
