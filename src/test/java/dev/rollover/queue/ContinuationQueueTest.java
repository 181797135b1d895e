package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.IllegalTransitionException;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How generations that go on from others are taken, kept and refused. */
@OnEveryDatabase
class ContinuationQueueTest {

  private static final GenerationRequest.Budget FURTHER = QueueFixture.nfe(60);

  private final QueueFixture job;

  ContinuationQueueTest(Vendor vendor) {
    job = new QueueFixture(vendor);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void the_queue_counts_the_further_part_alone() {
    Generation first = job.ended();

    Generation second = job.goOn(first, FURTHER);
    assertThat(job.generations.queue().nfe()).isEqualTo(60);
    job.generations.cancel(second.id());
    assertThat(job.generations.queue().nfe()).isZero();
  }

  @Test
  void any_number_may_go_on_from_one_at_once() throws Exception {
    Generation first = job.ended();
    List<Callable<Generation>> racers =
        IntStream.range(0, 4)
            .<Callable<Generation>>mapToObj(i -> () -> job.goOn(first, FURTHER))
            .toList();
    List<Generation> all;
    try (ExecutorService threads = Executors.newFixedThreadPool(racers.size())) {
      all = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
    }

    job.scheduler.runAnyDueExecutions();

    assertThat(all.stream().map(Generation::id).distinct()).hasSize(4);
    assertThat(all.stream().map(each -> job.generations.find(each.id()).outcome().images()))
        .hasSize(4)
        .containsOnly(job.generations.find(all.getFirst().id()).outcome().images());
  }

  @Test
  void a_key_makes_one_continuation_and_belongs_to_it_alone() {
    Generation first = job.ended();

    Submission once = job.generations.goOn(first.id(), FURTHER, "key");
    job.generations.delete(first.id());
    Submission twice = job.generations.goOn(first.id(), FURTHER, "key");

    assertThat(twice).isEqualTo(new Submission(once.generation(), true, once.place()));
    assertThatThrownBy(() -> job.generations.goOn(first.id(), QueueFixture.nfe(61), "key"))
        .isInstanceOf(IdempotencyConflictException.class);
    assertThatThrownBy(() -> job.generations.submit(GenerationRequest.of("a star"), "key"))
        .isInstanceOf(IdempotencyConflictException.class);
  }

  @Test
  void its_parent_may_be_deleted_while_it_waits() {
    Generation first = job.ended();
    Generation second = job.goOn(first, FURTHER);
    job.generations.delete(first.id());

    assertThat(job.run(second).status()).isEqualTo(GenerationStatus.SUCCEEDED);
  }

  @Test
  void a_run_that_is_given_back_goes_on_from_where_it_stood_itself() {
    Generation second = job.goOn(job.ended(), FURTHER);
    job.grace.begin();
    job.runs.ticker.pass(job.properties.shutdownGrace());
    job.scheduler.runAnyDueExecutions();

    Generation waiting = job.generations.find(second.id());
    assertThat(waiting.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(waiting.outcome()).isEqualTo(second.outcome());
    assertThat(job.generations.queue().nfe()).isEqualTo(60);
  }

  @Test
  void what_cannot_be_continued_says_why() {
    Generation waiting = job.submit("waiting");
    assertThatThrownBy(() -> job.generations.goOn(UUID.randomUUID(), FURTHER, null))
        .isInstanceOf(GenerationNotFoundException.class);
    assertThatThrownBy(() -> job.goOn(waiting, FURTHER))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessage("a generation that is queued cannot be continued");
    Generation first = job.run(waiting);
    job.runs.database.jdbc().sql("delete from generation_checkpoint").update();
    assertThatThrownBy(() -> job.goOn(first, FURTHER)).isInstanceOf(StateGoneException.class);
  }

  @Test
  void a_fault_of_the_budget_names_its_field() {
    Generation first = job.ended();

    assertThatThrownBy(() -> job.goOn(first, QueueFixture.nfe(0)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("budget.nfe must be from 1 to 100000, not 0");
    assertThatThrownBy(() -> job.goOn(first, QueueFixture.nfe(100_000)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("budget.nfe must be from 1 to 100000, not 100")
        .hasMessageContaining("of both parts together; the first has spent");
  }

  @Test
  void a_full_queue_refuses() {
    Generation first = job.ended();
    for (int waiting = 0; waiting < QueueFixture.CAPACITY; waiting++) {
      job.submit("one more");
    }

    assertThatThrownBy(() -> job.goOn(first, FURTHER)).isInstanceOf(QueueFullException.class);
  }
}
