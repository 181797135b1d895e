package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.ImageScore;
import dev.rollover.generation.JudgeError;
import dev.rollover.generation.JudgeSummary;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.Spending;
import dev.rollover.generation.StoredEvent;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardKinds;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a judge says of answers that a search has found without hearing it. */
@OnEveryDatabase
class JudgeTest {

  private static final int ANSWERS = 3;

  private final RunFixture house;

  JudgeTest(Vendor vendor) {
    house = new RunFixture(vendor);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Generation judged() {
    return house.accepted(RunFixture.judged("twin", ANSWERS));
  }

  private Outcome run(Generation generation) {
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    return house.find(generation).outcome();
  }

  private static JudgeSummary judge(Outcome outcome) {
    return Objects.requireNonNull(outcome.judge());
  }

  private static Spending.Judge spent(Outcome outcome) {
    return Objects.requireNonNull(outcome.spending().judge());
  }

  @Test
  void is_shown_the_answers_alone_and_reported_beside_the_reward() {
    Outcome outcome = run(judged());

    assertThat(house.taste.shown).hasSize(ANSWERS);
    assertThat(outcome.images())
        .extracting(GenerationImage::judge)
        .containsExactlyElementsOf(
            house.taste.shown.stream()
                .map(ToyJudge::taste)
                .map(raw -> new ImageScore(2 * raw, Map.of("taste", raw, "taste.raw", raw)))
                .toList());
    double best = ToyJudge.taste(house.taste.shown.getFirst());
    assertThat(judge(outcome))
        .isEqualTo(new JudgeSummary(2 * best, Map.of("taste", best, "taste.raw", best), null));
    assertThat(outcome.images())
        .extracting(image -> Objects.requireNonNull(image.reward()).value())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a))
        .startsWith(Objects.requireNonNull(outcome.reward()).best());
  }

  @Test
  void is_told_of_by_the_last_event_and_by_the_files() {
    Generation generation = judged();
    Outcome outcome = run(generation);

    assertThat(house.events.after(generation.id(), 0))
        .last()
        .extracting(StoredEvent::event)
        .isInstanceOfSatisfying(
            GenerationEvent.Done.class,
            done -> assertThat(done.judge()).isEqualTo(judge(outcome).best()));
    String file =
        new String(
            house.results.image(generation.id(), 0).orElseThrow().png(), StandardCharsets.UTF_8);
    assertThat(file).contains("\"value\":" + judge(outcome).best()).contains("\"taste.raw\"");
  }

  @Test
  void changes_nothing_of_what_is_found_and_spent() {
    Outcome alone = run(house.accepted("twin"));
    Outcome beside = run(house.accepted(RunFixture.judged("twin", 1)));

    assertThat(beside.spending().nfe()).isEqualTo(alone.spending().nfe());
    assertThat(beside.spending().rewardCalls()).isEqualTo(alone.spending().rewardCalls());
    assertThat(beside.spending().decodes()).isEqualTo(alone.spending().decodes());
    assertThat(beside.spending().rewards())
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*seconds") // The host's own.
        .isEqualTo(alone.spending().rewards());
    assertThat(beside.reward()).isEqualTo(alone.reward());
    assertThat(alone.judge()).isNull();
    assertThat(alone.spending().judge()).isNull();
    assertThat(alone.images()).extracting(GenerationImage::judge).containsOnlyNulls();
  }

  @Test
  void is_booked_apart_and_in_the_whole_account() {
    Outcome alone = run(house.accepted("twin"));
    house.taste.before = () -> house.ticker.pass(Duration.ofSeconds(7));

    Outcome outcome = run(judged());

    Spending.Judge spent = spent(outcome);
    assertThat(spent.calls()).isEqualTo(ANSWERS);
    assertThat(spent.seconds()).isCloseTo(7, within(1e-9));
    assertThat(spent.deviceSeconds()).isZero();
    assertThat(spent.costUsd()).isCloseTo(0.03, within(1e-12));
    assertThat(spent.rewards())
        .containsExactly(Map.entry("taste", new Spending.Service(ANSWERS, 0, 2, 100, 1, 0.03)));
    Spending whole = outcome.spending();
    assertThat(whole.seconds()).isCloseTo(alone.spending().seconds() + 7, within(1e-9));
    assertThat(whole.costUsd()).isCloseTo(alone.spending().costUsd() + 0.03, within(1e-9));
    assertThat(whole.rewards()).doesNotContainKey("taste");
  }

  @Test
  void comes_on_top_of_a_limit_in_time_that_ended_the_search() {
    GenerationRequest request =
        RunFixture.judged("twin", ANSWERS)
            .within(new GenerationRequest.Budget(100, Duration.ofSeconds(5), null, null));
    house.beforeEachCall(() -> house.ticker.pass(Duration.ofSeconds(1)));
    house.taste.before = () -> house.ticker.pass(Duration.ofSeconds(30));

    Outcome outcome = run(house.accepted(request));

    assertThat(outcome.spending().nfe().unspent()).isPositive();
    assertThat(outcome.spending().seconds() - spent(outcome).seconds()).isLessThanOrEqualTo(5);
    assertThat(spent(outcome).seconds()).isCloseTo(30, within(1e-9));
    assertThat(judge(outcome).best()).isNotNull();
  }

  @Test
  void judges_the_best_so_far_of_one_that_was_cancelled() {
    Generation generation = judged();
    AtomicInteger calls = new AtomicInteger();
    house.beforeEachCall(
        () -> {
          if (calls.incrementAndGet() == 9) {
            house.cancel(generation);
            house.ticker.pass(Duration.ofSeconds(1));
          }
        });

    Outcome outcome = run(generation);

    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(judge(outcome).best()).isNotNull();
    assertThat(spent(outcome).calls()).isEqualTo(outcome.images().size()).isPositive();
  }

  @Test
  void judges_what_is_left_of_one_whose_reward_failed() {
    Generation generation = judged();
    AtomicInteger calls = new AtomicInteger();
    house.beforeEachCall(
        () -> {
          if (calls.incrementAndGet() > 5) {
            throw new RewardFailedException("toy", "answered 503", true, null);
          }
        });

    Outcome outcome = run(generation);

    assertThat(Objects.requireNonNull(house.find(generation).error()).type())
        .isEqualTo(GenerationError.Type.REWARD_FAILED);
    assertThat(judge(outcome).best()).isNotNull();
    assertThat(outcome.images()).isNotEmpty().doesNotHave(judgedNot());
  }

  private static Condition<List<? extends GenerationImage>> judgedNot() {
    return new Condition<>(
        images -> images.stream().anyMatch(image -> image.judge() == null), "one not judged");
  }

  @Test
  void one_that_fails_loses_nothing() {
    Outcome judged = run(judged());
    house.taste.before =
        () -> {
          throw new RewardFailedException("taste", "answered 503", true, null);
        };

    Generation generation = judged();
    Outcome outcome = run(generation);

    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(outcome.reward()).isEqualTo(judged.reward());
    assertThat(outcome.images()).hasSize(ANSWERS);
    assertThat(outcome.images()).extracting(GenerationImage::judge).containsOnlyNulls();
    assertThat(judge(outcome))
        .isEqualTo(
            new JudgeSummary(
                null,
                Map.of(),
                new JudgeError(JudgeError.Type.FAILED, "the reward taste answered 503")));
    assertThat(spent(outcome).calls()).isZero();
    assertThat(spent(outcome).rewards()).containsKey("taste");
  }

  @Test
  void whatever_it_throws_is_no_failure_of_the_generation() {
    house.taste.before =
        () -> {
          throw new IllegalStateException();
        };

    Outcome outcome = run(judged());

    assertThat(outcome.images()).hasSize(ANSWERS);
    assertThat(judge(outcome).error())
        .isEqualTo(new JudgeError(JudgeError.Type.FAILED, "java.lang.IllegalStateException"));
  }

  @Test
  void what_it_cannot_tell_is_absent_and_said() {
    house.taste.unknown = 1;

    Outcome outcome = run(judged());

    assertThat(judge(outcome).best()).isNotNull();
    assertThat(judge(outcome).error())
        .isEqualTo(
            new JudgeError(
                JudgeError.Type.UNKNOWN, "it could not tell of 1 of 3 images what they are worth"));
    assertThat(outcome.images().get(1).judge()).isNull();
    assertThat(outcome.images().get(2).judge()).isNotNull();
    assertThat(spent(outcome).calls()).isEqualTo(ANSWERS);
  }

  @Test
  void one_that_is_not_served_any_more_is_missed() {
    Generation generation = judged();
    house.runner =
        new SearchRunner(
            house.models,
            house.rewards,
            new PriceProperties(0),
            house.checkpoints,
            new HeldOutJudge(house.models, new RewardKinds(List.of()), house.ticker),
            house.ticker);

    Outcome outcome = run(generation);

    assertThat(outcome.images()).hasSize(ANSWERS);
    assertThat(Objects.requireNonNull(judge(outcome).error()).type())
        .isEqualTo(JudgeError.Type.NOT_SERVED);
  }

  @Test
  void a_process_that_dies_while_it_judges_leaves_a_search_that_is_over() {
    AtomicInteger scored = new AtomicInteger();
    house.beforeEachCall(scored::incrementAndGet);
    Generation generation = judged();
    AtomicInteger hearings = new AtomicInteger();
    house.taste.before =
        () -> {
          if (hearings.incrementAndGet() == 1) {
            // As a death leaves it: the store has what was stored before, and nobody reports.
            assertThat(house.checkpoints.find(house.find(generation)).orElseThrow().isOver())
                .isTrue();
            house.shutsDown = true;
            throw new RewardFailedException("taste", "was not waited for any longer", false, null);
          }
        };
    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);
    int first = scored.get();
    house.shutsDown = false;

    Outcome outcome = run(generation);

    assertThat(house.find(generation).tries()).isEqualTo(1);
    assertThat(scored).hasValue(first);
    assertThat(outcome.judge()).isEqualTo(run(judged()).judge());
    assertThat(spent(outcome).calls()).isEqualTo(ANSWERS);
  }
}
