package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  @Test
  void tells_every_so_many_steps_and_at_the_end_the_mean_loss_since_the_last_time() {
    Progress progress =
        new Progress("flow", 20, new PrintStream(printed, true, StandardCharsets.UTF_8), () -> now);
    for (int step = 1; step <= 30; step++) {
      now = now.plusMillis(500);
      progress.report(step, 30, step <= 20 ? step : 7);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "flow 20/30  loss %.5f  %.2f s a step  PT5S left".formatted(10.5, 0.5),
            "flow 30/30  loss %.5f  %.2f s a step  PT0S left".formatted(7.0, 0.5));
  }
}
