package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TelemetryTest {

  @Test
  void a_device_is_opened_without_a_word_to_the_network() throws Exception {
    assertThat(opened()).contains("opened Device").doesNotContain("asked");
  }

  @Test
  void a_tokenizer_is_opened_without_a_word_to_the_network() throws Exception {
    assertThat(opened("src/main/resources/models/shapes/tokenizer_2"))
        .contains("opened Tokenizer")
        .doesNotContain("asked");
  }

  private static String opened(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TelemetryProbe.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("OPT_OUT_TRACKING", "DJL_OFFLINE"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
