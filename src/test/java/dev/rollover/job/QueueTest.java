package dev.rollover.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.RewardKinds;
import dev.rollover.search.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTest {

  private final JobFixture job = new JobFixture();

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void runs_what_was_submitted_the_oldest_first_and_forgets_the_entries() {
    List<String> order = new ArrayList<>();
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          order.add(generation.request().prompt());
          return search.run(generation, watch);
        };
    Generation first = job.submit("first");
    Generation second = job.submit("second");
    assertThat(job.generations.queuePlace(second))
        .hasValueSatisfying(place -> assertThat(place.position()).isEqualTo(2));

    job.scheduler.runAnyDueExecutions();

    assertThat(order).containsExactly("first", "second");
    assertThat(job.generations.find(first.id()).status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(job.entries()).isZero();
    assertThat(job.generations.queue()).isEqualTo(new QueueState(0, 0, 0));
  }

  @Test
  void leaves_images_a_trace_a_ledger_and_a_log_behind() {
    Generation submitted = job.submit("bright");
    job.scheduler.runAnyDueExecutions();

    Generation ended = job.generations.find(submitted.id());
    assertThat(ended.outcome().images()).hasSize(1);
    assertThat(job.generations.image(ended.id(), 0).image())
        .isEqualTo(ended.outcome().images().getFirst());
    assertThat(job.generations.trace(ended.id()).points()).isNotEmpty();
    assertThat(ended.outcome().spending().nfe().used()).isBetween(1L, 100L);
    List<StoredEvent> log = job.generations.events(ended.id(), 0);
    assertThat(log)
        .extracting(stored -> stored.event().name())
        .startsWith("status", "status", "progress")
        .endsWith("status", "done");
    assertThat(job.generations.events(ended.id(), log.getLast().id() - 1))
        .containsExactly(log.getLast());
    assertThat(job.published).hasAtLeastOneElementOfType(GenerationStarted.class);
    assertThat(job.published.getLast()).isEqualTo(new GenerationEnded(ended));
  }

  @Test
  void tells_of_every_round_what_it_spent_up_to_the_last() {
    Generation submitted = job.submit("bright");
    job.scheduler.runAnyDueExecutions();

    List<GenerationProgressed> rounds = rounds().toList();
    Generation ended = job.generations.find(submitted.id());
    assertThat(rounds.getFirst().before().nfe()).isZero();
    assertThat(rounds.stream().mapToLong(QueueTest::nfe).sum())
        .isEqualTo(ended.outcome().spending().nfe().used())
        .isEqualTo(rounds.getLast().after().nfe());
    assertThat(rounds.getLast().best())
        .isEqualTo(job.generations.trace(ended.id()).points().getLast().best());
  }

  private static int nfe(GenerationProgressed round) {
    return Stream.of(Phase.values()).mapToInt(round::nfe).sum();
  }

  @Test
  void a_run_whose_process_died_is_run_again_and_ends() {
    Generation generation = job.submit("again");
    dieWhileRunning(generation, 1);

    reviveAndRun();

    Generation ended = job.generations.find(generation.id());
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.attempt()).isEqualTo(2);
    assertThat(job.entries()).isZero();
  }

  @Test
  void a_run_goes_on_from_the_last_checkpoint_and_ends_as_if_it_had_never_stopped() {
    Generation unbroken = job.submit("twin");
    job.scheduler.runAnyDueExecutions();
    Generation broken = job.submit("twin");
    Instant before = job.time.now();
    job.runner = searchThatIsShutDown(7);
    job.scheduler.runAnyDueExecutions();
    assertThat(job.generations.find(broken.id()).status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(job.checkpoints.find(broken.id())).isPresent();
    int spent = nfeOf(broken);
    job.time.set(before);
    job.runner = search(() -> {});

    job.scheduler.runAnyDueExecutions();

    Outcome whole = job.generations.find(broken.id()).outcome();
    assertThat(spent).isPositive().isLessThan(Math.toIntExact(whole.spending().nfe().used()));
    assertThat(nfeOf(broken)).isEqualTo(Math.toIntExact(whole.spending().nfe().used()));
    assertThat(whole.spending().nfe())
        .isEqualTo(job.generations.find(unbroken.id()).outcome().spending().nfe());
    assertThat(whole.images()).isEqualTo(job.generations.find(unbroken.id()).outcome().images());
    assertThat(job.checkpoints.find(broken.id())).isEmpty();
  }

  @Test
  void a_run_that_failed_goes_on_from_the_checkpoint_of_the_last_ten_seconds() {
    Generation unbroken = job.submit("twin");
    job.scheduler.runAnyDueExecutions();
    Generation broken = job.submit("twin");
    AtomicInteger calls = new AtomicInteger();
    job.runner =
        search(
            () -> {
              switch (calls.incrementAndGet()) {
                case 5 -> job.time.set(job.time.now().plusSeconds(11));
                case 9 -> throw new IllegalStateException("once");
                default -> {}
              }
            });
    job.scheduler.runAnyDueExecutions();
    int atFailure = nfeOf(broken);
    long kept = job.checkpoints.find(broken.id()).orElseThrow().budget().ledger().nfe();

    job.scheduler.runAnyDueExecutions();

    Outcome whole = job.generations.find(broken.id()).outcome();
    assertThat(kept).isPositive().isLessThan(atFailure);
    assertThat(nfeOf(broken) - atFailure).isEqualTo(whole.spending().nfe().used() - kept);
    assertThat(whole.images()).isEqualTo(job.generations.find(unbroken.id()).outcome().images());
  }

  /** A search in whose n-th call of the reward the process begins to shut down. */
  private GenerationRunner searchThatIsShutDown(int atCall) {
    AtomicInteger calls = new AtomicInteger();
    return search(
        () -> {
          if (calls.incrementAndGet() == atCall) {
            shutDown();
          }
        });
  }

  /** A search that does something before each call of the reward. */
  private GenerationRunner search(Runnable beforeCall) {
    return new SearchRunner(
        job.models,
        new RewardKinds(List.of(new ToyReward(beforeCall))),
        new PriceProperties(3.6),
        job.checkpoints);
  }

  /** What was told of all runs, round by round. */
  private Stream<GenerationProgressed> rounds() {
    return job.published.stream()
        .filter(GenerationProgressed.class::isInstance)
        .map(GenerationProgressed.class::cast);
  }

  private int nfeOf(Generation generation) {
    return rounds()
        .filter(round -> round.generation().id().equals(generation.id()))
        .mapToInt(QueueTest::nfe)
        .sum();
  }

  @Test
  void what_keeps_killing_the_process_fails_in_the_end() {
    Generation generation = job.submit("poison");
    dieWhileRunning(generation, JobFixture.ATTEMPTS);

    reviveAndRun();

    assertThat(job.generations.find(generation.id()).error())
        .isEqualTo(
            new GenerationError(
                GenerationError.Type.PROCESS_DIED, "the process ended while it ran, 3 times"));
    assertThat(job.entries()).isZero();
  }

  @Test
  void a_live_run_is_left_alone() {
    Generation generation = job.submit("slow");
    dieWhileRunning(generation, 1);

    job.time.set(job.time.now().plusSeconds(5));
    job.scheduler.runDeadExecutionDetection();
    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.find(generation.id()).attempt()).isEqualTo(1);
    assertThat(job.entries()).isEqualTo(1);
  }

  @Test
  void a_failing_run_is_tried_again_and_fails_with_the_last_reason() {
    job.runner =
        (generation, watch) -> {
          throw new IllegalStateException("no luck in run " + generation.attempt());
        };
    Generation generation = job.submit("unlucky");

    for (int run = 0; run < JobFixture.ATTEMPTS; run++) {
      job.scheduler.runAnyDueExecutions();
    }

    assertThat(job.generations.find(generation.id()).error())
        .isEqualTo(new GenerationError(GenerationError.Type.RUN_FAILED, "no luck in run 3"));
    assertThat(job.entries()).isZero();
  }

  @Test
  void a_failed_generation_has_the_ledger_of_its_last_run_to_the_last_round() {
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          search.run(generation, watch);
          throw new IllegalStateException("at the very end");
        };
    Generation generation = job.submit("costly");

    for (int run = 0; run < JobFixture.ATTEMPTS; run++) {
      job.scheduler.runAnyDueExecutions();
    }

    GenerationProgressed last = rounds().toList().getLast();
    assertThat(job.generations.find(generation.id()).outcome().spending().nfe().used())
        .isEqualTo(last.after().nfe())
        .isPositive();
  }

  @Test
  void what_is_not_served_any_more_fails_at_once() {
    job.runner =
        (generation, watch) -> {
          throw new NeverSucceedsException(GenerationError.Type.NOT_SERVED, "gone");
        };
    Generation generation = job.submit("late");

    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.find(generation.id()).error())
        .isEqualTo(new GenerationError(GenerationError.Type.NOT_SERVED, "gone"));
  }

  @Test
  void the_time_to_wait_counts_what_runs_and_what_waits_ahead() {
    Generation first = job.submit("first");
    job.submit("second");
    Generation third = job.submit("third");
    Duration aheadOfAll = eta(third);
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          if (generation.id().equals(first.id())) {
            assertThat(eta(third)).isEqualTo(aheadOfAll);
          }
          return search.run(generation, watch);
        };

    job.scheduler.runAnyDueExecutions();

    assertThat(aheadOfAll).isPositive();
    assertThat(job.generations.find(first.id()).status()).isEqualTo(GenerationStatus.SUCCEEDED);
  }

  private Duration eta(Generation queued) {
    return job.generations.queuePlace(queued).orElseThrow().eta();
  }

  @Test
  void a_cancelled_run_keeps_its_best() {
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          RunResult best = search.run(generation, watch);
          assertThat(watch.shouldEnd()).isFalse();
          job.generations.cancel(generation.id());
          job.time.set(job.time.now().plusSeconds(1));
          assertThat(watch.shouldEnd()).isTrue();
          return best;
        };
    Generation generation = job.submit("enough");

    job.scheduler.runAnyDueExecutions();

    Generation cancelled = job.generations.find(generation.id());
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.outcome().images()).hasSize(1);
    assertThat(job.generations.cancel(generation.id())).isEqualTo(cancelled);
  }

  @Test
  void a_cancelled_one_never_runs() {
    Generation generation = job.submit("never");
    job.generations.cancel(generation.id());

    job.scheduler.runAnyDueExecutions();

    Generation cancelled = job.generations.find(generation.id());
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.attempt()).isZero();
    assertThat(job.entries()).isZero();
  }

  @Test
  void a_run_of_a_deleted_generation_gives_up_and_leaves_nothing() {
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          job.generations.delete(generation.id());
          return search.run(generation, watch);
        };
    job.submit("gone");

    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.list(new GenerationQuery(null, 10, null)).generations()).isEmpty();
    assertThat(job.entries()).isZero();
  }

  @Test
  void a_run_that_was_overtaken_changes_nothing() {
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          job.lifecycle.change(generation.id(), running -> running.start(job.clock.instant()));
          return search.run(generation, watch);
        };
    Generation generation = job.submit("twice");

    job.scheduler.runAnyDueExecutions();

    Generation running = job.generations.find(generation.id());
    assertThat(running.status()).isEqualTo(GenerationStatus.RUNNING);
    assertThat(running.attempt()).isEqualTo(2);
  }

  @Test
  void a_shutdown_gives_runs_back_after_the_grace_time_and_they_run_again() {
    Generation generation = job.submit("interrupted");
    shutDown();

    job.scheduler.runAnyDueExecutions();

    Generation back = job.generations.find(generation.id());
    assertThat(back.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(back.attempt()).isZero();
    assertThat(job.entries()).isEqualTo(1);
  }

  @Test
  void a_shutdown_does_not_take_the_best_from_who_cancelled() {
    GenerationRunner search = job.runner;
    job.runner =
        (generation, watch) -> {
          RunResult best = search.run(generation, watch);
          job.generations.cancel(generation.id());
          shutDown();
          assertThat(watch.shouldEnd()).isTrue();
          return best;
        };
    Generation generation = job.submit("enough");

    job.scheduler.runAnyDueExecutions();

    Generation cancelled = job.generations.find(generation.id());
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.outcome().images()).hasSize(1);
  }

  @Test
  void a_call_that_a_shutdown_interrupts_is_no_failed_run() {
    job.runner =
        (generation, watch) -> {
          shutDown();
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted in a call");
        };
    Generation generation = job.submit("long call");

    job.scheduler.runAnyDueExecutions();

    Generation back = job.generations.find(generation.id());
    assertThat(back.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(back.attempt()).isZero();
  }

  private void shutDown() {
    job.grace.begin();
    job.time.set(job.time.now().plus(job.properties.shutdownGrace()));
  }

  @Test
  void a_shutdown_lets_runs_end_within_the_grace_time() {
    Generation generation = job.submit("quick");
    job.grace.begin();

    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.find(generation.id()).status())
        .isEqualTo(GenerationStatus.SUCCEEDED);
  }

  /** Leaves the database as a process does that was killed during a run. */
  private void dieWhileRunning(Generation generation, int attempt) {
    for (int begun = 0; begun < attempt; begun++) {
      job.lifecycle.change(generation.id(), running -> running.start(job.clock.instant()));
    }
    job.database
        .jdbc()
        .sql("update scheduled_tasks set picked = true, picked_by = 'dead', last_heartbeat = :now")
        .param("now", Timestamps.toDatabase(job.clock.instant()))
        .update();
  }

  private void reviveAndRun() {
    job.time.set(job.time.now().plus(Duration.ofHours(1)));
    job.scheduler.runDeadExecutionDetection();
    // db-scheduler revives at the real time, whatever its clock says.
    job.time.set(Instant.now().plus(Duration.ofDays(1)));
    job.scheduler.runAnyDueExecutions();
  }
}
