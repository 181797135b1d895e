package dev.rollover.reward.owl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LoadedAtOnce;
import dev.rollover.model.ModelFormatException;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.ocr.OcrProperties;
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
class DetectorConfigurationTest {

  private static final String FIRST = "rollover.rewards.detector[0].";
  private static final String SECOND = "rollover.rewards.detector[1].";

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(OwlConfiguration.class, LoadedAtOnce.class)
          .withBean(Device.class, Device::cpu)
          .withBean(DeviceWorker.class, () -> new DeviceWorker(128, DeviceObserver.NONE));

  @Test
  void has_no_detector_by_default() {
    context.run(
        started -> {
          assertThat(started.getBean(RewardProperties.class).detector()).isEmpty();
          assertThat(started).doesNotHaveBean(RewardKind.class);
        });
  }

  @Test
  void makes_a_kind_of_each_detector_and_scores_on_the_device() {
    context
        .withPropertyValues(
            FIRST + "folder=" + folder("owlv2"),
            SECOND + "name=owl",
            SECOND + "folder=" + folder("owlv2-older"),
            SECOND + "query={class}",
            SECOND + "threshold=0.1",
            SECOND + "largest-batch=2")
        .run(
            started -> {
              assertThat(started).hasNotFailed();
              assertThat(started.getBean(RewardProperties.class).detector())
                  .containsExactly(
                      new DetectorProperties(
                          "count", folder("owlv2"), "a photo of a {class}", 0.2, null, 8),
                      new DetectorProperties(
                          "owl", folder("owlv2-older"), "{class}", 0.1, null, 2));
              List<RewardKind> kinds =
                  started.getBeanProvider(RewardKind.class).orderedStream().toList();
              assertThat(kinds).extracting(RewardKind::name).containsExactly("count", "owl");
              DeviceAccount account = new DeviceAccount(false);
              for (RewardKind kind : kinds) {
                assertThat(
                        kind.create("two zebras", Map.of(), account)
                            .score(RewardFixture.named("owlv2").images()))
                    .hasSize(4)
                    .allMatch(score -> score.isKnown());
              }
              assertThat(account.nanos()).isPositive();
            });
  }

  @Test
  void tells_of_a_device_of_its_own() {
    assertThat(
            new RewardProperties(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new DetectorProperties("count", "", "{class}", 0.2, "cuda:1", 8)),
                    new OcrProperties(false, null, null, 320),
                    java.time.Duration.ofMinutes(5))
                .devices())
        .containsExactly("cuda:1");
  }

  @Test
  void does_not_start_on_a_folder_that_holds_something_else() {
    context
        .withPropertyValues(FIRST + "folder=" + folder("clip"))
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("'model_type' is one of owlv2, not \"clip\""));
  }

  @Test
  void does_not_start_on_properties_out_of_range() {
    for (String wrong :
        List.of(
            "name=Count",
            "folder= ",
            "query=a photo",
            "threshold=1.1",
            "threshold=-0.1",
            "largest-batch=0",
            "device=gpu",
            "folders=x")) {
      context
          .withPropertyValues(FIRST + "folder=" + folder("owlv2"), FIRST + wrong)
          .run(started -> assertThat(started).as(wrong).hasFailed());
    }
    context
        .withPropertyValues(
            FIRST + "folder=" + folder("owlv2"), SECOND + "folder=" + folder("owlv2-older"))
        .run(
            started ->
                assertThat(started).getFailure().hasStackTraceContaining("names must differ"));
  }

  private static String folder(String name) {
    return RewardFixture.named(name).folder().toString();
  }
}
