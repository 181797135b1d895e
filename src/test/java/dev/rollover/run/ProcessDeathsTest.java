package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class ProcessDeathsTest {

  private final RunFixture house;

  ProcessDeathsTest(Vendor vendor) {
    house = new RunFixture(vendor);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void what_died_with_its_process_is_told_as_waiting_for_its_next_run() {
    Generation generation = house.accepted("cut short");
    house.dieWhileRunning(generation, 1);

    house.deaths.declare(generation.id());

    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(house.events.after(generation.id(), 0).getLast().event())
        .isEqualTo(new GenerationEvent.StatusChanged(GenerationStatus.QUEUED, 1));
  }

  @Test
  void what_keeps_killing_the_process_fails_in_the_end_with_what_it_spent() {
    Generation generation = house.accepted("poison");
    for (int run = 1; run <= RunFixture.ATTEMPTS; run++) {
      house.dieWhileRunning(generation, 1);
      house.deaths.declare(generation.id());
    }

    Generation failed = house.find(generation);
    assertThat(failed.error())
        .isEqualTo(
            new GenerationError(
                GenerationError.Type.PROCESS_DIED, "the process ended while it ran, 3 times"));
    assertThat(failed.startedAt()).isNotNull();
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    assertThat(house.find(generation)).isEqualTo(failed);
  }

  @Test
  void a_death_between_two_runs_changes_nothing() {
    Generation generation = house.accepted("waiting");

    house.deaths.declare(generation.id());

    assertThat(house.find(generation)).isEqualTo(generation);
  }

  @Test
  void a_run_that_was_overtaken_changes_nothing_and_is_forgiven() {
    house.beforeEachRun(
        generation -> {
          house.deaths.declare(generation.id());
          house.dieWhileRunning(generation, 1);
        });
    Generation generation = house.accepted("twice");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation running = house.find(generation);
    assertThat(running.status()).isEqualTo(GenerationStatus.RUNNING);
    assertThat(running.attempt()).isEqualTo(2);
    assertThat(running.tries()).isEqualTo(1);
    assertThat(running.outcome()).isEqualTo(generation.outcome());
    assertThat(house.checkpoints.find(generation)).isEmpty();
    assertThat(house.results.trace(generation.id())).isEmpty();
  }

  @Test
  void a_run_that_is_overtaken_while_it_is_given_back_or_fails_changes_nothing() {
    Generation generation = house.accepted("unlucky");
    house.runner =
        (begun, watch) -> {
          house.deaths.declare(begun.id());
          throw new IllegalStateException("failed as well");
        };
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    house.runner =
        (begun, watch) -> {
          house.deaths.declare(begun.id());
          throw new RunGivenBackException();
        };
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation waiting = house.find(generation);
    assertThat(waiting.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(waiting.attempt()).isEqualTo(2);
    assertThat(waiting.tries()).isZero();
  }

  @Test
  void twenty_pauses_that_were_taken_for_deaths_do_not_fail_it() {
    GenerationRunner search = house.runner;
    house.runner =
        (generation, watch) -> {
          if (generation.attempt() <= 20) {
            house.deaths.declare(generation.id());
            house.ticker.pass(Duration.ofSeconds(40));
          }
          return search.run(generation, watch);
        };
    Generation generation = house.accepted("paused");

    for (int run = 1; run <= 21; run++) {
      house.work(generation);
    }

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.attempt()).isEqualTo(21);
    assertThat(ended.tries()).isEqualTo(1);
  }

  @Test
  void the_run_of_a_deleted_generation_has_nothing_to_be_forgiven() {
    house.beforeEachRun(generation -> house.lifecycle.delete(generation.id()));
    Generation generation = house.accepted("gone");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
  }
}
