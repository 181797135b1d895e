package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** OpenMP is asked what it has read when it was loaded: each time in a process of its own. */
@NullMarked
class HostThreadsTest {

  @Test
  void spin_shortly_and_follow_the_processors_of_the_process() throws Exception {
    assertThat(loaded(Map.of(), "-XX:ActiveProcessorCount=1"))
        .contains("GOMP_SPINCOUNT = '1000'")
        .contains("threads = 1");
    assertThat(loaded(Map.of(), "-XX:ActiveProcessorCount=3")).contains("threads = 3");
  }

  @Test
  void are_as_they_are_told() throws Exception {
    assertThat(loaded(Map.of(), "", "5", "77"))
        .contains("GOMP_SPINCOUNT = '77'")
        .contains("threads = 5");
  }

  @Test
  void leave_what_the_environment_says() throws Exception {
    assertThat(loaded(Map.of("GOMP_SPINCOUNT", "12", "OMP_NUM_THREADS", "1"), "", "5", "77"))
        .contains("GOMP_SPINCOUNT = '12'")
        .contains("threads = 1");
    assertThat(loaded(Map.of("OMP_WAIT_POLICY", "PASSIVE"), "", "5", "77"))
        .contains("GOMP_SPINCOUNT = '0'")
        .contains("threads = 5");
  }

  @Test
  void name_what_overrules_them() {
    assertThat(HostThreads.overruling(Map.of("PATH", "/bin"))).isEmpty();
    assertThat(HostThreads.overruling(Map.of("OMP_WAIT_POLICY", "ACTIVE", "OMP_NUM_THREADS", "1")))
        .containsExactly("OMP_NUM_THREADS", "OMP_WAIT_POLICY");
  }

  @Test
  void are_at_least_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HostThreads(0, 1000));
    assertThatIllegalArgumentException().isThrownBy(() -> new HostThreads(1, -1));
  }

  private static String loaded(Map<String, String> environment, String option, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
    if (!option.isEmpty()) {
      command.add(option);
    }
    command.add(HostThreadsProbe.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(HostThreads.overruling(builder.environment()));
    builder.environment().put("OMP_DISPLAY_ENV", "VERBOSE");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
