package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LoadedAtOnce;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.clip.ConfiguredTowers;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Networks with a device of their own. */
@NullMarked
class RewardDeviceTest {

  private static final String FIRST = "rollover.rewards.clip[0].";
  private static final String SECOND = "rollover.rewards.clip[1].";

  private final List<String> batches = Collections.synchronizedList(new ArrayList<>());
  private final DeviceObserver observer =
      new DeviceObserver() {
        @Override
        public void ran(String operation, int rows, int calls, Duration time) {
          batches.add(operation + " on " + Thread.currentThread().getName());
        }
      };

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(
              ConfiguredTowers.TYPE, RewardDeviceConfiguration.class, LoadedAtOnce.class)
          .withBean(DeviceObserver.class, () -> observer)
          .withBean(Device.class, Device::cpu)
          .withBean(DeviceWorker.class, () -> new DeviceWorker(128, observer))
          .withPropertyValues(
              FIRST + "folder=" + folder(), SECOND + "folder=" + folder(), SECOND + "name=own");

  @Test
  void one_that_is_configured_scores_on_a_thread_of_its_own_and_is_paid_for() {
    context
        .withPropertyValues(SECOND + "device=cpu")
        .run(
            started -> {
              batches.clear();
              assertThat(score(started.getBeanProvider(RewardKind.class).orderedStream().toList()))
                  .isPositive();
              assertThat(batches)
                  .containsExactly(
                      "encode on device",
                      "reward on device",
                      "encode on rewards-cpu",
                      "reward on rewards-cpu");
              assertThat(started.getBeansOfType(DeviceWorker.class)).hasSize(2);
            });
  }

  private static long score(List<RewardKind> kinds) {
    DeviceAccount account = new DeviceAccount(false);
    kinds.getFirst().create("two red circles", Map.of(), account).score(List.of(GreyImage.image()));
    long before = account.nanos();
    kinds.getLast().create("two red circles", Map.of(), account).score(List.of(GreyImage.image()));
    return account.nanos() - before;
  }

  @Test
  void there_is_none_where_nobody_named_one() {
    context.run(started -> assertThat(started.getBeansOfType(DeviceWorker.class)).hasSize(1));
  }

  @Test
  void does_not_start_without_the_gpu_that_was_named() {
    context
        .withPropertyValues(SECOND + "device=cuda:9")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("there is no device cuda:9"));
  }

  private static String folder() {
    return RewardFixture.named("clip").folder().toString();
  }
}
