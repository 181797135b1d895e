package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.ServedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** A start that fails by a folder says in a few lines what is wrong, and ends. */
@NullMarked
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {

  /** Of the log up to there, heading, titles and space. */
  private static final int MOST_LINES = 32;

  @TempDir Path temporary;

  /** Nothing but models. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan(basePackageClasses = ServedModels.class)
  static class Service {}

  /** The log is set up once in a JVM: by this test, and by the next that starts a service. */
  @BeforeEach
  @AfterEach
  void forgetHowToLog() {
    LoggingSystem.get(FailedStartTest.class.getClassLoader()).cleanUp();
  }

  @Test
  void by_a_folder_that_is_missing(CapturedOutput output) {
    Path none = temporary.resolve("none");
    assertTold(output, none, List.of(none + ": is missing"));
  }

  @Test
  void by_a_single_file(CapturedOutput output) throws IOException {
    Path file = Files.writeString(temporary.resolve("flux1-dev.safetensors"), "weights");
    assertTold(output, file, List.of(file + ": is a single file; what is read is a folder"));
  }

  @Test
  void by_a_folder_of_single_files(CapturedOutput output) throws IOException {
    Files.writeString(temporary.resolve("flux1-dev.safetensors"), "weights");
    assertTold(
        output,
        temporary,
        List.of(
            temporary
                + ": has no model_index.json but single files, flux1-dev.safetensors; what is"
                + " read is a folder in diffusers' layout"));
  }

  @Test
  void by_a_pipeline_that_it_does_not_know(CapturedOutput output) throws IOException {
    Path index = temporary.resolve("model_index.json");
    Files.writeString(index, "{\"_class_name\": \"StableDiffusionPipeline\"}");
    assertTold(output, temporary, List.of(index + ": '_class_name' is one of"));
  }

  @Test
  void by_a_file_that_is_no_longer_whole(CapturedOutput output) throws IOException {
    Path file = BrokenFolder.copiedTo(temporary).file("vae");
    Files.write(file, new byte[] {1, 2, 3});
    assertTold(output, temporary, List.of(file + ": too short to hold a header's length"));
  }

  @Test
  void by_weights_that_lead_to_nothing_finite(CapturedOutput output) throws IOException {
    BrokenFolder.copiedTo(temporary).overflowing("transformer", "proj_out.weight");
    assertTold(
        output,
        temporary,
        List.of(
            temporary
                + ": the velocity that the model gives is not finite: its weights are broken"));
  }

  @Test
  void by_many_weights_of_which_some_are_told_and_all_are_counted(CapturedOutput output)
      throws IOException {
    BrokenFolder folder =
        BrokenFolder.copiedTo(temporary)
            .with("transformer", "num_attention_heads", "2")
            .with("text_encoder", "num_attention_heads", "5");
    assertTold(
        output,
        temporary,
        List.of(
            folder.file("transformer") + ":",
            "  'x_embedder.weight' has the shape [24, 16] where the configuration needs [16, 16]",
            "  and 51 more",
            folder.path() + "/text_encoder/config.json: 'num_attention_heads' divides"));
  }

  private void assertTold(CapturedOutput output, Path location, List<String> lines) {
    assertThatThrownBy(() -> start(location)).isNotNull();
    assertThat(output.getOut()).contains("APPLICATION FAILED TO START").contains(lines);
    assertThat(output.getOut()).contains("Action:").doesNotContain("\tat ", "Caused by");
    assertThat(output.getOut().lines().count()).isLessThanOrEqualTo(MOST_LINES);
  }

  private static void start(Path location) {
    new SpringApplicationBuilder(Service.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .run(
            "--rollover.models.served[0].name=m",
            "--rollover.models.served[0].location=" + location)
        .close();
  }
}
