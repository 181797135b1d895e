package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.request.ToyReward;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.Score;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.search.Phase;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.tensor.DeviceAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a generation whose reward cannot be had. */
@OnEveryDatabase
class RewardFailureTest {

  private static final int GOOD_CALLS = 5;

  private final RunFixture house;
  private int calls;

  RewardFailureTest(Vendor vendor) {
    house = new RunFixture(vendor);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void it_fails_after_the_configured_tries_with_its_best_images_so_far() {
    house.beforeEachCall(() -> failFrom(GOOD_CALLS, Integer.MAX_VALUE, false));
    Generation generation = house.accepted("bright");

    assertThat(Stream.generate(() -> house.work(generation)).limit(RunFixture.ATTEMPTS))
        .containsExactly(Verdict.AGAIN, Verdict.AGAIN, Verdict.DONE);

    Generation failed = house.find(generation);
    assertThat(failed.status()).isEqualTo(GenerationStatus.FAILED);
    assertThat(failed.error())
        .isEqualTo(
            new GenerationError(GenerationError.Type.REWARD_FAILED, "the reward toy answered 503"));
    assertThat(failed.outcome().images()).hasSize(1);
    assertThat(failed.outcome().reward()).isNotNull();
    assertThat(house.results.image(failed.id(), 0)).isPresent();
    assertThat(house.results.trace(failed.id()).orElseThrow().points()).isNotEmpty();
  }

  @Test
  void the_next_run_goes_on_where_the_call_failed_and_spends_nothing_twice() {
    house.beforeEachCall(() -> failFrom(GOOD_CALLS, GOOD_CALLS + 1, false));
    Generation generation = house.accepted("bright");

    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(house.rounds().mapToLong(RewardFailureTest::nfe).sum())
        .isEqualTo(ended.outcome().spending().nfe().used());
  }

  private static long nfe(GenerationProgressed round) {
    return Stream.of(Phase.values()).mapToInt(round::nfe).sum();
  }

  @Test
  void a_lasting_failure_is_not_tried_again() {
    house.beforeEachCall(() -> failFrom(0, Integer.MAX_VALUE, true));
    Generation generation = house.accepted("bright");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation failed = house.find(generation);
    assertThat(failed.error())
        .isEqualTo(
            new GenerationError(GenerationError.Type.REWARD_FAILED, "the reward toy answered 503"));
    assertThat(failed.outcome().images()).isEmpty();
    assertThat(failed.outcome().reward()).isNull();
  }

  @Test
  void one_that_was_to_end_anyway_is_cancelled_with_its_best() {
    List<Generation> accepted = new ArrayList<>();
    house.beforeEachCall(
        () -> {
          if (calls == GOOD_CALLS) {
            house.cancel(accepted.getFirst());
          }
          failFrom(GOOD_CALLS, Integer.MAX_VALUE, true);
        });
    accepted.add(house.accepted("bright"));

    assertThat(house.work(accepted.getFirst())).isEqualTo(Verdict.DONE);

    Generation ended = house.find(accepted.getFirst());
    assertThat(ended.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(ended.error()).isNull();
    assertThat(ended.outcome().images()).hasSize(1);
  }

  @Test
  void what_was_tried_in_vain_is_in_the_ledger() {
    house.beforeEachCall(
        () -> {
          house.ticker.pass(Duration.ofSeconds(7));
          failFrom(0, 1, false);
        });
    Generation generation = house.accepted("bright");
    house.work(generation);
    house.beforeEachCall(() -> {});
    house.work(generation);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.outcome().spending().seconds()).isBetween(7.0, 7.1);
  }

  private void failFrom(int first, int last, boolean lasting) {
    calls++;
    if (calls > first && calls <= last) {
      throw new RewardFailedException("toy", "answered 503", lasting, null);
    }
  }

  @Test
  void a_call_that_shutdown_cut_short_is_not_held_against_it() {
    house.beforeEachCall(
        () -> {
          house.shutsDown = true;
          throw new RewardFailedException("toy", "was not waited for any longer", false, null);
        });
    Generation generation = house.accepted("bright");

    assertThat(house.work(generation)).isEqualTo(Verdict.AGAIN);

    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(house.find(generation).tries()).isZero();
  }

  @Test
  void a_reward_that_can_tell_of_no_image_is_no_success() {
    house.runner =
        new SearchRunner(
            house.models,
            new RewardKinds(List.of(new Clueless())),
            new PriceProperties(0),
            house.checkpoints,
            house.judge,
            house.ticker);
    Generation generation = house.accepted("bright");

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    assertThat(house.find(generation).error())
        .satisfies(
            error -> {
              assertThat(error.type()).isEqualTo(GenerationError.Type.REWARD_FAILED);
              assertThat(error.message()).startsWith("the reward could not tell of any of ");
            });
  }

  /** The toy's reward where nothing can be told of any image. */
  private static final class Clueless implements RewardKind {

    private final RewardKind toy = new ToyReward();

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
      return images -> images.stream().map(image -> Score.UNKNOWN).toList();
    }
  }
}
