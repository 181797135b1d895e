package dev.rollover.reward.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LoadedAtOnce;
import dev.rollover.model.ModelFormatException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@NullMarked
class TowerConfigurationTest {

  private static final String CLIP = "rollover.rewards.clip[0].";
  private static final String PICK = "rollover.rewards.clip[1].";
  private static final String AESTHETIC = "rollover.rewards.aesthetic[0].";

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(TowerConfiguration.class, LoadedAtOnce.class)
          .withBean(Device.class, Device::cpu)
          .withBean(DeviceWorker.class, () -> new DeviceWorker(128, DeviceObserver.NONE));

  @Test
  void has_no_network_by_default() {
    context.run(
        started -> {
          RewardProperties properties = started.getBean(RewardProperties.class);
          assertThat(properties.clip()).isEmpty();
          assertThat(properties.aesthetic()).isEmpty();
          assertThat(started).doesNotHaveBean(RewardKind.class);
        });
  }

  @Test
  void makes_a_kind_of_each_network_and_scores_on_the_device() {
    context
        .withPropertyValues(
            CLIP + "folder=" + folder("clip"),
            PICK + "name=pick_score",
            PICK + "folder=" + folder("clip-older"),
            PICK + "score=logit",
            PICK + "prefix=A photo depicts",
            PICK + "largest-batch=2",
            AESTHETIC + "folder=" + folder("clip"),
            AESTHETIC + "head=" + folder("aesthetic") + "/head.safetensors")
        .run(
            started -> {
              assertThat(started).hasNotFailed();
              List<RewardKind> kinds =
                  started.getBeanProvider(RewardKind.class).orderedStream().toList();
              assertThat(kinds)
                  .extracting(RewardKind::name)
                  .containsExactly("clip", "pick_score", "aesthetic");
              assertThat(started.getBean(RewardProperties.class).clip())
                  .containsExactly(
                      new ClipProperties(
                          "clip", folder("clip"), ClipScore.CLIP_SCORE, "", null, 32),
                      new ClipProperties(
                          "pick_score",
                          folder("clip-older"),
                          ClipScore.LOGIT,
                          "A photo depicts",
                          null,
                          2));
              DeviceAccount account = new DeviceAccount(false);
              for (RewardKind kind : kinds) {
                Reward reward = kind.create("two red circles", Map.of(), account);
                assertThat(reward.score(RewardFixture.named("clip").images()))
                    .hasSize(4)
                    .allMatch(score -> score.isKnown());
              }
              assertThat(account.nanos()).isPositive();
            });
  }

  @Test
  void does_not_start_on_a_folder_that_holds_something_else() {
    context
        .withPropertyValues(CLIP + "folder=" + folder("aesthetic"))
        .run(
            started ->
                assertThat(started).getFailure().rootCause().hasMessageContaining("config.json"));
    context
        .withPropertyValues(CLIP + "folder=" + folder("aesthetic-in-one"))
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("'model_type' is one of clip, siglip"));
  }

  @Test
  void does_not_start_on_properties_out_of_range() {
    for (String wrong :
        List.of(
            "name=Clip", "folder= ", "score=best", "largest-batch=0", "device=gpu", "folders=x")) {
      context
          .withPropertyValues(CLIP + "folder=" + folder("clip"), CLIP + wrong)
          .run(started -> assertThat(started).as(wrong).hasFailed());
    }
    context
        .withPropertyValues(
            CLIP + "folder=" + folder("clip"),
            AESTHETIC + "name=clip",
            AESTHETIC + "folder=" + folder("aesthetic-in-one"))
        .run(
            started ->
                assertThat(started).getFailure().hasStackTraceContaining("names must differ"));
  }

  private static String folder(String name) {
    return RewardFixture.named(name).folder().toString();
  }
}
