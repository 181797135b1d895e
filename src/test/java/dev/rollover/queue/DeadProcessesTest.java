package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.run.RunFixture;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@OnEveryDatabase
@ExtendWith(OutputCaptureExtension.class)
class DeadProcessesTest {

  private static final int LIMIT = QueueProperties.MISSED_HEARTBEATS;

  private final QueueFixture job;
  private final ManualScheduler other;
  private final DeadProcesses watch;

  DeadProcessesTest(Vendor vendor) {
    job = new QueueFixture(vendor);
    other = job.newScheduler();
    watch = job.deadProcesses(other);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void what_died_with_its_process_waits_again_when_its_heartbeat_stood_still_and_ends() {
    Generation generation = killedWhileItRan("again");
    look(LIMIT);
    assertThat(status(generation)).isEqualTo(GenerationStatus.RUNNING);

    assertThat(watch.look(LIMIT)).isEqualTo(1);
    assertThat(status(generation)).isEqualTo(GenerationStatus.QUEUED);
    assertThat(job.generations.queuePlace(find(generation)).orElseThrow().position()).isEqualTo(1);

    other.runAnyDueExecutions();
    assertThat(status(generation)).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(find(generation).attempt()).isEqualTo(2);
    assertThat(job.entries()).isZero();
  }

  @Test
  void a_process_that_beats_lives_whatever_its_clock_says() {
    Generation generation = killedWhileItRan("slow");
    Instant clock = job.time.now();
    for (int beat = 0; beat < 20; beat++) {
      look(LIMIT);
      clock = clock.plus(beat % 2 == 0 ? Duration.ofHours(-1) : Duration.ofSeconds(61));
      beat(clock);
    }

    assertThat(status(generation)).isEqualTo(GenerationStatus.RUNNING);
  }

  @Test
  void in_a_database_of_its_own_a_process_finds_the_dead_at_the_first_look() {
    Generation generation = killedWhileItRan("left behind");

    assertThat(watch.look(0)).isEqualTo(1);

    assertThat(status(generation)).isEqualTo(GenerationStatus.QUEUED);
  }

  @Test
  void what_this_process_runs_is_never_dead() {
    DeadProcesses own = job.deadProcesses(job.scheduler);
    job.runs.beforeEachRun(
        generation -> {
          for (int looks = 0; looks < 10 * LIMIT; looks++) {
            assertThat(own.look(LIMIT)).isZero();
          }
        });
    Generation generation = job.submit("paused");

    job.scheduler.runAnyDueExecutions();

    assertThat(status(generation)).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(find(generation).attempt()).isEqualTo(1);
  }

  @Test
  void a_process_that_was_overtaken_while_it_stood_still_leaves_all_as_it_is(
      CapturedOutput output) {
    job.runs.beforeEachRun(
        generation -> {
          if (generation.attempt() == 1) {
            look(LIMIT + 1);
            other.runAnyDueExecutions();
          }
        });
    Generation generation = job.submit("frozen");

    job.scheduler.runAnyDueExecutions();

    assertThat(status(generation)).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(find(generation).attempt()).isEqualTo(2);
    assertThat(job.generations.events(generation.id(), 0))
        .extracting(stored -> stored.event().name())
        .containsOnlyOnce("done");
    assertThat(job.entries()).isZero();
    assertThat(output).doesNotContain("Indicates a bug");
  }

  @Test
  void an_entry_that_waits_for_its_next_run_is_not_taken_away_by_who_was_overtaken(
      CapturedOutput output) {
    job.runs.beforeEachRun(
        generation -> {
          if (generation.attempt() == 1) {
            look(LIMIT + 1);
          }
        });
    Generation generation = job.submit("frozen");

    job.scheduler.runAnyDueExecutions();

    assertThat(status(generation)).isEqualTo(GenerationStatus.QUEUED);
    assertThat(find(generation).tries()).isZero();
    assertThat(output).doesNotContain("Indicates a bug");
    other.runAnyDueExecutions();
    assertThat(status(generation)).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(job.entries()).isZero();
  }

  @Test
  void an_entry_that_was_left_because_the_worker_could_not_say_how_it_went_is_found_too() {
    Generation generation = job.submit("trouble");
    job.runs.beforeEachRun(
        running -> {
          if (running.attempt() == 1) {
            rename("generation", "away");
          }
        });
    job.scheduler.runAnyDueExecutions();
    rename("away", "generation");

    look(LIMIT + 1);
    other.runAnyDueExecutions();

    assertThat(status(generation)).isEqualTo(GenerationStatus.SUCCEEDED);
  }

  @Test
  void what_killed_every_process_that_ran_it_fails_and_its_entry_goes() {
    Generation generation = job.submit("poison");
    for (int run = 0; run < RunFixture.ATTEMPTS; run++) {
      kill(generation);
      look(LIMIT + 1);
    }

    assertThat(status(generation)).isEqualTo(GenerationStatus.FAILED);
    assertThat(job.generations.events(generation.id(), 0).getLast().event())
        .isInstanceOf(GenerationEvent.Done.class);
    other.runAnyDueExecutions();
    assertThat(job.entries()).isZero();
  }

  @Test
  void the_entry_of_a_generation_that_was_deleted_meanwhile_is_released() {
    Generation generation = killedWhileItRan("gone");
    job.runs.lifecycle.delete(generation.id());

    look(LIMIT + 1);
    other.runAnyDueExecutions();

    assertThat(job.entries()).isZero();
  }

  /** Leaves the database as a process does that was killed during a run. */
  private Generation killedWhileItRan(String prompt) {
    Generation generation = job.submit(prompt);
    kill(generation);
    return generation;
  }

  private void kill(Generation generation) {
    job.runs.dieWhileRunning(generation, 1);
    job.runs.database.jdbc().sql("update scheduled_tasks set picked = true").update();
    beat(job.time.now());
  }

  private void beat(Instant clock) {
    job.runs
        .database
        .jdbc()
        .sql("update scheduled_tasks set last_heartbeat = :now")
        .param("now", clock.atOffset(ZoneOffset.UTC))
        .update();
  }

  private void rename(String table, String name) {
    job.runs.database.jdbc().sql("alter table %s rename to %s".formatted(table, name)).update();
  }

  private void look(int times) {
    for (int looks = 0; looks < times; looks++) {
      watch.look(LIMIT);
    }
  }

  private Generation find(Generation generation) {
    return job.generations.find(generation.id());
  }

  private GenerationStatus status(Generation generation) {
    return find(generation).status();
  }
}
