package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.IllegalTransitionException;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.generation.StoredEvent;
import dev.rollover.run.RunFixture;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What generations come to that go on from where others ended. */
@OnEveryDatabase
class ContinuationTest {

  private static final GenerationRequest.Budget FURTHER = QueueFixture.nfe(60);

  private static final GenerationRequest.Budget WHAT_WAS_LEFT =
      new GenerationRequest.Budget(null, null, null, null);

  private final QueueFixture job;

  ContinuationTest(Vendor vendor) {
    job = new QueueFixture(vendor);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void ledger_and_trace_of_both_parts_add_up() {
    Generation first = job.ended();
    Spending before = first.outcome().spending();

    Generation queued = job.goOn(first, FURTHER);
    assertThat(queued.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(queued.outcome().spending().nfe())
        .isEqualTo(
            new Spending.Nfe(
                before.nfe().used() + 60,
                before.nfe().used(),
                before.nfe().rolledOver(),
                before.nfe().speculative(),
                60));
    assertThat(queued.outcome().reward()).isEqualTo(first.outcome().reward());
    job.scheduler.runAnyDueExecutions();

    Generation whole = job.generations.find(queued.id());
    Spending after = whole.outcome().spending();
    assertThat(whole.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(Objects.requireNonNull(whole.continuation()).from()).isEqualTo(first.id());
    assertThat(after.nfe().used()).isBetween(before.nfe().used() + 1, before.nfe().used() + 60);
    assertThat(after.nfe().used() + after.nfe().unspent()).isEqualTo(before.nfe().used() + 60);
    assertThat(after.rewardCalls()).isGreaterThan(before.rewardCalls());
    List<GenerationTrace.Point> points = job.generations.trace(whole.id()).points();
    assertThat(points).hasSize((int) after.rewardCalls());
    assertThat(points)
        .startsWith(
            job.generations.trace(first.id()).points().toArray(GenerationTrace.Point[]::new));
  }

  @Test
  void the_answers_of_both_parts_are_judged_and_both_hearings_paid() {
    Generation first = job.run(job.submit(RunFixture.judged("twin", 2)));
    assertThat(Objects.requireNonNull(first.outcome().spending().judge()).calls()).isEqualTo(2);

    Generation queued = job.goOn(first, FURTHER);
    assertThat(queued.request().judge()).isEqualTo(first.request().judge());
    assertThat(queued.outcome().judge()).isNull();
    Generation second = job.run(queued);

    Spending.Judge both = Objects.requireNonNull(second.outcome().spending().judge());
    assertThat(both.calls()).isEqualTo(4);
    assertThat(Objects.requireNonNull(both.rewards().get("taste")).calls()).isEqualTo(4);
    assertThat(second.outcome().judge()).isNotNull();
    assertThat(job.runs.taste.shown).hasSize(4);
    assertThat(job.generations.find(first.id())).isEqualTo(first);
  }

  @Test
  void a_normalised_reward_has_no_target_in_the_second_part_either() {
    GenerationRequest normalised =
        new GenerationRequest(
            "twin",
            null,
            null,
            null,
            null,
            null,
            Map.of("algorithm", "rbf"),
            List.of(new GenerationRequest.RewardTerm("brightness", null, null, true)),
            null,
            null,
            null,
            null,
            null,
            null);
    Generation first = job.run(job.submit(normalised));

    assertThatThrownBy(() -> job.goOn(first, new GenerationRequest.Budget(60, null, null, 1.0)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("budget.targetReward must be left out");
    RewardSummary after = Objects.requireNonNull(job.run(job.goOn(first, FURTHER)).outcome().reward());
    assertThat(after.scales()).isEqualTo(Objects.requireNonNull(first.outcome().reward()).scales());
  }

  @Test
  void the_best_of_the_first_part_is_answered_again_unless_it_was_beaten() {
    Generation first = job.ended();

    Generation second = job.run(job.goOn(first, FURTHER));

    RewardSummary before = Objects.requireNonNull(first.outcome().reward());
    RewardSummary after = Objects.requireNonNull(second.outcome().reward());
    assertThat(after.best()).isGreaterThanOrEqualTo(before.best());
    assertThat(after.initial()).isEqualTo(before.initial());
    assertThat(second.outcome().images()).isNotEmpty();
    assertThat(job.generations.image(second.id(), 0).png()).isNotEmpty();
  }

  @Test
  void the_first_part_stays_as_it_is_whatever_becomes_of_the_second() {
    Generation first = job.ended();
    Generation second = job.goOn(first, FURTHER);
    job.runs.beforeEachRun(
        generation -> {
          throw new IllegalStateException("never");
        });

    job.scheduler.runAnyDueExecutions();
    job.scheduler.runAnyDueExecutions();
    job.scheduler.runAnyDueExecutions();

    Generation failed = job.generations.find(second.id());
    assertThat(failed.status()).isEqualTo(GenerationStatus.FAILED);
    assertThat(failed.outcome().spending().nfe().used())
        .isEqualTo(first.outcome().spending().nfe().used());
    assertThat(job.generations.find(first.id())).isEqualTo(first);
    assertThat(job.generations.image(first.id(), 0).png()).isNotEmpty();
    assertThatThrownBy(() -> job.goOn(failed, FURTHER))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessage("a generation that is failed cannot be continued");
  }

  @Test
  void one_that_was_cancelled_while_it_ran_ends_as_if_it_had_not_been() {
    Generation unbroken = job.run(job.submit("twin"));
    Generation first = job.submit("twin");
    AtomicInteger calls = new AtomicInteger();
    job.runs.beforeEachCall(
        () -> {
          if (calls.incrementAndGet() == 9) {
            job.generations.cancel(first.id());
            job.runs.ticker.pass(Duration.ofSeconds(1));
          }
        });
    Generation cancelled = job.run(first);
    Spending.Nfe nfe = cancelled.outcome().spending().nfe();
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(nfe.used()).isPositive().isLessThan(nfe.limit());
    assertThatThrownBy(() -> job.goOn(first, QueueFixture.nfe(3)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(
            "budget.nfe must be at least the %d that its search had still to spend, not 3"
                .formatted(nfe.unspent()));

    Generation second = job.run(job.goOn(first, WHAT_WAS_LEFT));

    assertThat(second.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(second.request()).isEqualTo(unbroken.request());
    assertThat(second.outcome().spending().nfe()).isEqualTo(unbroken.outcome().spending().nfe());
    assertThat(second.outcome().images()).isEqualTo(unbroken.outcome().images());
    assertThat(rewards(second)).isEqualTo(rewards(unbroken));
  }

  @Test
  void one_that_reached_its_target_goes_on_without_it() {
    GenerationRequest.Budget aimed = new GenerationRequest.Budget(100, null, null, 0.0);
    Generation first =
        job.run(job.generations.submit(GenerationRequest.of("aimed").within(aimed), null).generation());
    long used = first.outcome().spending().nfe().used();
    assertThat(used).isLessThan(50);

    Generation second = job.run(job.goOn(first, WHAT_WAS_LEFT));

    assertThat(second.request().budget().targetReward()).isNull();
    assertThat(second.outcome().spending().nfe().limit()).isEqualTo(100);
    assertThat(second.outcome().spending().nfe().used()).isGreaterThan(used + 20);
  }

  private List<Double> rewards(Generation generation) {
    return job.generations.trace(generation.id()).points().stream()
        .map(GenerationTrace.Point::reward)
        .toList();
  }

  @Test
  void one_that_was_cancelled_while_it_waited_begins() {
    Generation first = job.submit("waiting");
    job.generations.cancel(first.id());

    Generation second = job.run(job.goOn(first, FURTHER));

    assertThat(second.outcome().spending().nfe().limit()).isEqualTo(60);
    assertThat(second.outcome().images()).isNotEmpty();
  }

  @Test
  void a_continuation_that_was_cancelled_while_it_waited_can_be_continued_itself() {
    Generation first = job.ended();
    Generation second = job.goOn(first, FURTHER);

    Generation cancelled = job.generations.cancel(second.id());
    assertThat(cancelled.outcome().spending().nfe().used())
        .isEqualTo(first.outcome().spending().nfe().used());
    assertThat(cancelled.outcome().reward()).isNull();
    Generation third = job.run(job.goOn(second, QueueFixture.nfe(40)));

    assertThat(third.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(third.outcome().spending().nfe().limit())
        .isEqualTo(first.outcome().spending().nfe().used() + 40);
  }

  @Test
  void limits_in_time_and_cost_are_of_the_further_part_and_a_target_is_said_anew() {
    Generation first = job.ended();
    Spending spent = first.outcome().spending();

    Generation second =
        job.goOn(first, new GenerationRequest.Budget(60, Duration.ofSeconds(30), 0.5, 300.0));

    assertThat(second.request().budget().maxDuration())
        .isEqualTo(Duration.ofSeconds(30).plusNanos(Math.round(spent.seconds() * 1e9)));
    assertThat(second.request().budget().maxCostUsd()).isEqualTo(spent.costUsd() + 0.5);
    assertThat(second.request().budget().targetReward()).isEqualTo(300.0);
    assertThat(job.goOn(first, FURTHER).request().budget().targetReward()).isNull();
  }

  @Test
  void its_events_are_its_own_and_count_on() {
    Generation first = job.ended();
    long used = first.outcome().spending().nfe().used();

    Generation second = job.run(job.goOn(first, FURTHER));

    List<GenerationEvent> events =
        job.generations.events(second.id(), 0).stream().map(StoredEvent::event).toList();
    assertThat(events.getFirst())
        .isEqualTo(new GenerationEvent.StatusChanged(GenerationStatus.QUEUED, 0));
    assertThat(events)
        .filteredOn(GenerationEvent.Progress.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            event -> assertThat(((GenerationEvent.Progress) event).nfe()).isGreaterThan(used));
    assertThat(events.getLast()).isInstanceOf(GenerationEvent.Done.class);
  }
}
