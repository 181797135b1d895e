package dev.rollover.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

@NullMarked
class RewardConfigurationTest {

  /** This room, on a device, with somebody who listens and somebody who scores. */
  @ComponentScan
  static class Service {

    @Bean
    Device device() {
      return Device.cpu();
    }

    @Bean
    DeviceWorker deviceWorker() {
      return new DeviceWorker(8, DeviceObserver.NONE);
    }

    @Bean
    Heard heard() {
      return new Heard();
    }

    @Bean
    Job job(DeviceCalls calls, RewardKinds rewards) {
      return new Job(calls, rewards);
    }
  }

  /** Each batch's operation and thread. */
  static final class Heard implements DeviceObserver {

    final List<String> batches = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void ran(String operation, int rows, int calls, Duration time) {
      batches.add(operation + " on " + Thread.currentThread().getName());
    }
  }

  /** Scores one image, and another one at the last moment. */
  record Job(DeviceCalls calls, RewardKinds rewards) implements AutoCloseable {

    double score() {
      Reward reward =
          rewards.create("one red circle", List.of(new RewardTerm("count", 1, Map.of())));
      return reward.score(List.of(new RgbImage(64, 64, new byte[3 * 64 * 64]))).getFirst().value();
    }

    @Override
    public void close() {
      score();
    }
  }

  @Test
  void what_the_host_scores_has_a_thread_of_its_own_until_nobody_needs_it_any_more() {
    Heard heard;
    Job job;
    try (var context = new AnnotationConfigApplicationContext(Service.class)) {
      heard = context.getBean(Heard.class);
      job = context.getBean(Job.class);
      assertThat(job.score()).isNegative();
      assertThat(heard.batches).containsExactly("reward on host-rewards");
    }
    assertThat(heard.batches).as("the last one, at the close").hasSize(2);
    assertThatThrownBy(job::score).hasMessageContaining("came after its worker was closed");
  }

  @Test
  void whoever_asks_for_device_calls_gets_the_devices() {
    try (var context = new AnnotationConfigApplicationContext(Service.class)) {
      assertThat(context.getBean(Job.class).calls()).isSameAs(context.getBean("deviceWorker"));
    }
  }

  @Test
  void the_bundled_network_is_a_reward_of_the_device_behind_the_count() {
    try (var context = new AnnotationConfigApplicationContext(Service.class)) {
      assertThat(context.getBean(RewardKinds.class).all())
          .extracting(RewardKind::name)
          .startsWith("count")
          .contains("vqa");
    }
  }

  @Test
  void two_rewards_of_one_name_are_refused() {
    RewardKind count = RewardKinds.selfContained().all().getFirst();
    assertThatThrownBy(() -> new RewardKinds(List.of(count, count)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two rewards are called count: name one of them otherwise");
  }
}
