package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.QueueState;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class QueueTest {

  private final QueueFixture job;

  QueueTest(Vendor vendor) {
    job = new QueueFixture(vendor);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void runs_what_was_submitted_the_oldest_first_and_forgets_the_entries() {
    List<String> order = new ArrayList<>();
    job.runs.beforeEachRun(generation -> order.add(generation.request().prompt()));
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
  void runs_in_the_order_of_acceptance_though_the_clock_is_set_back_and_forth() {
    List<String> order = new ArrayList<>();
    job.runs.beforeEachRun(generation -> order.add(generation.request().prompt()));
    job.submit("first");
    job.time.set(job.time.now().minus(Duration.ofHours(1)));
    Generation second = job.submit("second");
    job.time.set(job.time.now().plus(Duration.ofDays(2)));
    Generation third = job.submit("third");
    job.time.set(job.time.now().minus(Duration.ofDays(3)));
    assertThat(job.generations.queuePlace(second).orElseThrow().position()).isEqualTo(2);
    assertThat(job.generations.queuePlace(third).orElseThrow().position()).isEqualTo(3);

    job.scheduler.runAnyDueExecutions();

    assertThat(order).containsExactly("first", "second", "third");
  }

  @Test
  void the_time_to_wait_counts_what_runs_and_what_waits_ahead() {
    Generation first = job.submit("first");
    job.submit("second");
    Generation third = job.submit("third");
    Duration aheadOfAll = eta(third);
    job.runs.beforeEachRun(
        generation -> {
          if (generation.id().equals(first.id())) {
            assertThat(eta(third)).isEqualTo(aheadOfAll);
          }
        });

    job.scheduler.runAnyDueExecutions();

    assertThat(aheadOfAll).isPositive();
    assertThat(job.generations.find(first.id()).status()).isEqualTo(GenerationStatus.SUCCEEDED);
  }

  private Duration eta(Generation queued) {
    return job.generations.queuePlace(queued).orElseThrow().eta();
  }

  @Test
  void the_entry_of_a_cancelled_one_goes_and_another_cancel_changes_nothing() {
    Generation generation = job.submit("never");
    Generation cancelled = job.generations.cancel(generation.id());

    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.cancel(generation.id())).isEqualTo(cancelled);
    assertThat(job.entries()).isZero();
  }

  @Test
  void the_entry_of_a_deleted_one_goes() {
    Generation generation = job.submit("gone");
    job.generations.delete(generation.id());

    job.scheduler.runAnyDueExecutions();

    assertThat(job.entries()).isZero();
  }

  @Test
  void a_shutdown_gives_runs_back_after_the_grace_time_and_they_run_again() {
    Generation generation = job.submit("interrupted");
    job.grace.begin();
    job.runs.ticker.pass(job.properties.shutdownGrace());

    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.find(generation.id()).status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(job.entries()).isEqualTo(1);
  }

  @Test
  void a_shutdown_lets_runs_end_within_the_grace_time() {
    Generation generation = job.submit("quick");
    job.grace.begin();

    job.scheduler.runAnyDueExecutions();

    assertThat(job.generations.find(generation.id()).status())
        .isEqualTo(GenerationStatus.SUCCEEDED);
  }

  @Test
  void events_are_read_from_where_a_watcher_stood() {
    Generation generation = job.submit("watched");
    job.scheduler.runAnyDueExecutions();
    long last = job.generations.events(generation.id(), 0).getLast().id();

    assertThat(job.generations.events(generation.id(), last - 1))
        .extracting(stored -> stored.event().name())
        .containsExactly("done");
  }
}
