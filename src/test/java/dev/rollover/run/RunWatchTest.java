package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWatchTest {

  @ParameterizedTest
  @CsvSource({"PT0S, PT0.25S", "PT0.001S, PT0.25S", "PT0.005S, PT0.5S", "PT1M, PT2S"})
  void slow_writes_are_seldom_and_yet_a_cancel_is_noticed(Duration writing, Duration pause) {
    assertThat(RunWatch.pauseAfter(writing)).isEqualTo(pause);
  }
}
