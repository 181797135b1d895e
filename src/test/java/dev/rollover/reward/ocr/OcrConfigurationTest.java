package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.PropertyBinding;
import dev.rollover.model.ModelFormatException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardProperties;
import dev.rollover.tensor.DeviceAccount;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;

@NullMarked
class OcrConfigurationTest {

  private static final String PREFIX = "rollover.rewards.ocr.";
  private static final String DETECTION = "ch_PP-OCRv4_det_infer.onnx";
  private static final List<String> FILES =
      List.of(DETECTION, "ch_PP-OCRv4_rec_infer.onnx", "ppocr_keys_v1.txt");

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(OcrConfiguration.class);

  @TempDir Path folder;

  @Test
  void is_offered_where_the_runtime_and_the_models_are() {
    context.run(
        started -> {
          assertThat(started).hasNotFailed().hasSingleBean(RewardKind.class);
          RewardKind kind = started.getBean(RewardKind.class);
          assertThat(kind.name()).isEqualTo("ocr");
          Reward reward = kind.create("\"STOP\"", Map.of(), new DeviceAccount(false));
          assertThat(reward.score(List.of(Lettering.on(96, 64).write("STOP", 26, 10, 40).image())))
              .singleElement()
              .satisfies(score -> assertThat(score.value()).isEqualTo(1));
        });
  }

  @Test
  void is_not_offered_without_the_runtime_and_nothing_else_minds() {
    context
        .withClassLoader(new FilteredClassLoader("ai.onnxruntime"))
        .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(RewardKind.class));
  }

  @Test
  void is_not_offered_without_the_models() {
    context
        .withClassLoader(new FilteredClassLoader(new ClassPathResource("models/" + DETECTION)))
        .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(RewardKind.class));
  }

  @Test
  void does_not_start_where_it_is_wanted_and_cannot_be_had() {
    context
        .withClassLoader(new FilteredClassLoader("ai.onnxruntime"))
        .withPropertyValues(PREFIX + "enabled=true")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .hasMessageContaining(
                        "rollover.rewards.ocr.enabled is true, but ONNX Runtime is not on the class"
                            + " path"));
  }

  @Test
  void is_not_offered_where_it_is_switched_off() {
    context
        .withPropertyValues(PREFIX + "enabled=false")
        .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(RewardKind.class));
  }

  @Test
  void takes_models_of_a_folder() throws IOException {
    for (String file : FILES) {
      URL packed = Objects.requireNonNull(getClass().getResource("/models/" + file));
      try (InputStream bytes = packed.openStream()) {
        Files.copy(bytes, folder.resolve(file));
      }
    }
    // What cannot be read is told when it is needed.
    Files.writeString(folder.resolve(DETECTION), "no network");
    context
        .withPropertyValues(PREFIX + "models=" + folder)
        .run(
            started -> {
              Reward reward =
                  started
                      .getBean(RewardKind.class)
                      .create("\"STOP\"", Map.of(), new DeviceAccount(false));
              assertThatThrownBy(() -> reward.score(List.of(Lettering.on(64, 64).image())))
                  .isInstanceOf(RewardFailedException.class)
                  .hasMessageContaining("its networks cannot be loaded");
            });
  }

  @Test
  void does_not_start_on_a_folder_that_lacks_a_file() {
    context
        .withPropertyValues(PREFIX + "models=" + folder)
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessage("%s: cannot be read", folder.resolve(DETECTION)));
  }

  @Test
  void does_not_start_on_properties_out_of_range() {
    for (String wrong :
        List.of("threads=0", "threads=257", "shortest-side=31", "shortest-side=2001", "text=x")) {
      context
          .withPropertyValues(PREFIX + wrong)
          .run(started -> assertThat(started).as(wrong).hasFailed());
    }
  }

  @Test
  void has_defaults_and_names() {
    assertThat(bind(Map.of())).isEqualTo(new OcrProperties(null, null, null, 320));
    assertThat(bind(Map.of()).threadsOfOneImage())
        .isEqualTo(Math.min(4, Runtime.getRuntime().availableProcessors()));
    OcrProperties all =
        bind(
            Map.of(
                PREFIX + "enabled", "true",
                PREFIX + "models", "/models/ocr",
                PREFIX + "threads", "3",
                PREFIX + "shortest-side", "480"));
    assertThat(all).isEqualTo(new OcrProperties(true, "/models/ocr", 3, 480));
    assertThat(all.threadsOfOneImage()).isEqualTo(3);
  }

  private static OcrProperties bind(Map<String, String> properties) {
    return PropertyBinding.bind(RewardProperties.PREFIX, RewardProperties.class, properties).ocr();
  }
}
