package dev.rollover.reward.blip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LoadedAtOnce;
import dev.rollover.model.ModelFormatException;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@NullMarked
class BlipConfigurationTest {

  private static final String FIRST = "rollover.rewards.image-reward[0].";
  private static final String SECOND = "rollover.rewards.image-reward[1].";

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(BlipConfiguration.class, LoadedAtOnce.class)
          .withBean(Device.class, Device::cpu)
          .withBean(DeviceWorker.class, () -> new DeviceWorker(128, DeviceObserver.NONE));

  @Test
  void has_no_network_by_default() {
    context.run(
        started -> {
          assertThat(started.getBean(RewardProperties.class).imageReward()).isEmpty();
          assertThat(started).doesNotHaveBean(RewardKind.class);
        });
  }

  @Test
  void makes_a_kind_of_each_network() {
    context
        .withPropertyValues(
            FIRST + "folder=" + folder("image-reward"),
            SECOND + "name=people",
            SECOND + "folder=" + folder("image-reward-own"),
            SECOND + "mean=0.5",
            SECOND + "deviation=2",
            SECOND + "largest-batch=4")
        .run(
            started -> {
              assertThat(started.getBeanProvider(RewardKind.class).orderedStream())
                  .extracting(RewardKind::name)
                  .containsExactly("image_reward", "people");
              assertThat(started.getBean(RewardProperties.class).imageReward())
                  .containsExactly(
                      new ImageRewardProperties(
                          "image_reward",
                          folder("image-reward"),
                          0.16717362830052426,
                          1.0333394966054072,
                          null,
                          32),
                      new ImageRewardProperties(
                          "people", folder("image-reward-own"), 0.5, 2, null, 4));
            });
  }

  @Test
  void does_not_start_on_what_it_does_not_understand() {
    for (String wrong :
        List.of("name=Image", "folder= ", "deviation=0", "mean=x", "largest-batch=0", "head=x")) {
      context
          .withPropertyValues(FIRST + "folder=" + folder("image-reward"), FIRST + wrong)
          .run(started -> assertThat(started).as(wrong).hasFailed());
    }
    context
        .withPropertyValues(FIRST + "folder=" + folder("clip"))
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("'model_type' is one of blip, not \"clip\""));
  }

  private static String folder(String name) {
    return RewardFixture.named(name).folder().toString();
  }
}
