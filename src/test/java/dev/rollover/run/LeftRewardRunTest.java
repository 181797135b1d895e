package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.JudgeError;
import dev.rollover.model.RgbImage;
import dev.rollover.request.ToyReward;
import dev.rollover.reward.Caller;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardNotAwaitedException;
import dev.rollover.reward.Score;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.tensor.DeviceAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a generation that is to end while its reward, or its judge, keeps it waiting. */
@OnEveryDatabase
class LeftRewardRunTest {

  private static final int GOOD_CALLS = 5;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration BEFORE_IT_ENDS = Duration.ofMinutes(1);

  /** A run looks at what is stored at least so often. */
  private static final double LONGEST_PAUSE = 2.5;

  private final RunFixture house;
  private final Waiting reward = new Waiting("brightness");
  private final Waiting judge = new Waiting("taste");

  LeftRewardRunTest(Vendor vendor) {
    house = new RunFixture(vendor);
    house.runner =
        new SearchRunner(
            house.models,
            new RewardKinds(List.of(reward)),
            new PriceProperties(0),
            house.checkpoints,
            new HeldOutJudge(house.models, new RewardKinds(List.of(judge)), house.ticker),
            house.ticker);
  }

  @AfterEach
  void close() {
    house.close();
  }

  /** A service that keeps whoever asks waiting after its last answer; time passes meanwhile. */
  private final class Waiting implements RewardKind {

    private final RewardKind toy;
    private int answered = Integer.MAX_VALUE;
    private Runnable afterAWhile = () -> {};

    Waiting(String name) {
      toy = new ToyReward(name);
    }

    @Override
    public String name() {
      return toy.name();
    }

    @Override
    public String description() {
      return toy.description();
    }

    @Override
    public Map<String, String> parameters() {
      return toy.parameters();
    }

    @Override
    public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
      return new Awaited(toy.create(prompt, params, account), Caller.PATIENT);
    }

    private final class Awaited implements Reward {

      private final Reward scorer;
      private final Caller caller;

      Awaited(Reward scorer, Caller caller) {
        this.scorer = scorer;
        this.caller = caller;
      }

      @Override
      public Reward heeding(Caller another) {
        return new Awaited(scorer, caller.or(another));
      }

      @Override
      public List<Score> score(List<RgbImage> images) {
        if (answered-- > 0) {
          return scorer.score(images);
        }
        house.ticker.pass(BEFORE_IT_ENDS);
        afterAWhile.run();
        while (!caller.hasLeft()) {
          house.ticker.pass(LOOK);
        }
        throw new RewardNotAwaitedException(name());
      }
    }
  }

  @Test
  void a_cancel_is_heard_at_once_and_gives_the_best_so_far() {
    Generation generation = house.accepted("bright");
    reward.answered = GOOD_CALLS;
    reward.afterAWhile = () -> house.cancel(generation);

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(ended.error()).isNull();
    assertThat(ended.outcome().images()).hasSize(1);
    assertThat(ended.outcome().spending().seconds()).isBetween(60.0, 60 + LONGEST_PAUSE);
  }

  @Test
  void a_limit_in_time_ends_it_with_the_best_so_far() {
    reward.answered = GOOD_CALLS;
    Generation generation = house.accepted(limited());

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.outcome().images()).hasSize(1);
    assertThat(ended.outcome().spending().seconds()).isBetween(90.0, 91.0);
    assertThat(ended.outcome().spending().nfe().unspent()).isPositive();
  }

  @Test
  void one_whose_time_passed_before_anything_was_scored_is_no_success() {
    reward.answered = 0;
    Generation generation = house.accepted(limited());

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.FAILED);
    assertThat(ended.error())
        .isEqualTo(
            new GenerationError(
                GenerationError.Type.REWARD_FAILED,
                "the reward brightness kept the search waiting for all its time"));
  }

  private static GenerationRequest limited() {
    return GenerationRequest.of("bright")
        .searching(Map.of("algorithm", "rbf"))
        .within(new GenerationRequest.Budget(100, Duration.ofSeconds(90), null, null));
  }

  @Test
  void a_shutdown_gives_it_back_and_the_next_run_goes_on_there() {
    Generation generation = house.accepted("bright");
    reward.answered = GOOD_CALLS;
    reward.afterAWhile = () -> house.shutsDown = true;

    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);

    Generation given = house.find(generation);
    assertThat(given.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(given.tries()).isZero();
    assertThat(house.checkpoints.find(given).orElseThrow().budget().ledger().seconds())
        .isBetween(60.0, 61.0);

    house.shutsDown = false;
    reward.answered = Integer.MAX_VALUE;
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.SUCCEEDED);
  }

  @Test
  void one_that_is_deleted_meanwhile_changes_nothing_any_more() {
    Generation generation = house.accepted("bright");
    reward.answered = GOOD_CALLS;
    reward.afterAWhile =
        () -> {
          house.cancel(generation);
          house.lifecycle.change(
              generation.id(),
              running -> running.complete(running.outcome(), house.lifecycle.now()));
          house.lifecycle.delete(generation.id());
        };

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    assertThat(house.generations.find(generation.id())).isEmpty();
  }

  @Test
  void a_cancel_ends_the_wait_for_its_judge_who_is_said_to_be_missing() {
    Generation generation = house.accepted(RunFixture.judged("bright", 2));
    judge.answered = 0;
    judge.afterAWhile = () -> house.cancel(generation);

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(ended.outcome().images()).hasSize(2);
    assertThat(Objects.requireNonNull(ended.outcome().judge()).error())
        .isEqualTo(
            new JudgeError(
                JudgeError.Type.FAILED, "the reward taste was not waited for any longer"));
  }

  @Test
  void a_shutdown_ends_the_wait_for_its_judge_who_is_asked_by_the_next_run() {
    Generation generation = house.accepted(RunFixture.judged("bright", 2));
    judge.answered = 0;
    judge.afterAWhile = () -> house.shutsDown = true;

    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);

    house.shutsDown = false;
    judge.answered = Integer.MAX_VALUE;
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    assertThat(Objects.requireNonNull(house.find(generation).outcome().judge()).best()).isNotNull();
  }
}
