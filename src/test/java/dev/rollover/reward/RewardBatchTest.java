package dev.rollover.reward;

import static dev.rollover.reward.DrawnCaption.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.RgbImage;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCallException;
import dev.rollover.tensor.HeldWorker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reward calls of several jobs on one worker. */
@NullMarked
class RewardBatchTest {

  private static final RgbImage ONE = image("one red circle");
  private static final RgbImage TWO = image("two red circles");
  private static final RgbImage FOUR = image("four red circles");

  private record Batch(String operation, int rows, int calls) {}

  private final List<Batch> batches = Collections.synchronizedList(new ArrayList<>());
  private final HeldWorker held =
      new HeldWorker(
          100, (operation, rows, calls, time) -> batches.add(new Batch(operation, rows, calls)));
  private final RewardKinds kinds = new RewardKinds(List.of(new CountRewardKind(held.worker())));

  @AfterEach
  void close() {
    held.close();
  }

  @Test
  void calls_of_jobs_that_wait_at_the_same_time_are_one_batch() {
    held.hold();
    CompletableFuture<List<Double>> one =
        held.waiting(1, scores("one red circle", new DeviceAccount(false), ONE, TWO, FOUR));
    CompletableFuture<List<Double>> two =
        held.waiting(2, scores("two red circles", new DeviceAccount(false), FOUR, TWO));
    held.release();

    assertThat(one.join()).containsExactly(0.0, -1.0, -9.0);
    assertThat(two.join()).containsExactly(-4.0, 0.0);
    assertThat(batches).containsExactly(new Batch("hold", 1, 1), new Batch("reward", 5, 2));
  }

  @Test
  void counting_is_exact_in_any_batch_so_that_deterministic_jobs_share_it() {
    held.hold();
    CompletableFuture<List<Double>> alone =
        held.waiting(1, scores("one red circle", new DeviceAccount(true), TWO));
    CompletableFuture<List<Double>> other =
        held.waiting(2, scores("one red circle", new DeviceAccount(false), FOUR));
    held.release();

    assertThat(alone.join()).containsExactly(-1.0);
    assertThat(other.join()).containsExactly(-9.0);
    assertThat(batches).endsWith(new Batch("reward", 2, 2));
  }

  @Test
  void a_job_whose_reward_fails_does_not_fail_the_others_of_its_batch() {
    Reward broken =
        new CountReward(
            scene -> {
              throw new IllegalStateException("cannot count " + scene.objects().size());
            },
            held.worker());
    held.hold();
    CompletableFuture<List<Double>> good =
        held.waiting(1, scores("one red circle", new DeviceAccount(false), ONE));
    CompletableFuture<List<Score>> bad = held.waiting(2, () -> broken.score(List.of(TWO)));
    held.release();

    assertThat(good.join()).containsExactly(0.0);
    assertThatThrownBy(bad::join)
        .cause()
        .isInstanceOf(DeviceCallException.class)
        .hasMessage("the call 'reward' failed: cannot count 2");
  }

  @Test
  void counting_is_not_paid_for_as_the_devices_time() {
    DeviceAccount account = new DeviceAccount(false);

    assertThat(scores("one red circle", account, ONE).get()).containsExactly(0.0);

    assertThat(account.nanos()).isZero();
  }

  private Supplier<List<Double>> scores(String prompt, DeviceAccount account, RgbImage... images) {
    List<RewardTerm> terms = List.of(new RewardTerm("count", 1, Map.of()));
    Reward reward = kinds.create(prompt, terms, account);
    return () -> reward.score(List.of(images)).stream().map(Score::value).toList();
  }
}
