package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final Progress progress =
      new Progress("small", new PrintStream(said, true, StandardCharsets.UTF_8), nanos::get);

  @Test
  void says_every_quarter_of_a_minute_how_far_it_is_and_at_the_end_that_it_is_done() {
    progress.begin(4);
    after(10);
    after(20);
    after(21);
    after(60);

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "small: 4 searches to run",
            "small: 2 of 4 searches, 0.3 minutes, 0.3 to go",
            "small: 4 of 4 searches, 1.0 minutes, 0.0 to go");
  }

  private void after(int seconds) {
    nanos.set(Duration.ofSeconds(seconds).toNanos());
    progress.ended();
  }
}
