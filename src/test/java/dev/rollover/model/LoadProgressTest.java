package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@NullMarked
@ExtendWith(OutputCaptureExtension.class)
class LoadProgressTest {

  private static final long TOTAL = 4_000_000_000L;
  private static final Path FOLDER = Path.of("weights");

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void tells_every_tenth_and_in_the_end_how_fast_it_was(CapturedOutput output) {
    LoadProgress progress = new LoadProgress(FOLDER, TOTAL, nanos::get, LoadWatch.NONE);
    for (int part = 0; part < 40; part++) {
      nanos.addAndGet(50_000_000);
      progress.add(TOTAL / 40, TOTAL / 40);
    }
    progress.end();
    assertThat(output.toString().lines().filter(line -> line.contains("% of 4.00 GB"))).hasSize(9);
    assertThat(output.toString())
        .contains("50 % of 4.00 GB loaded from weights")
        .contains("Loaded 4.00 GB in 2.0 s, 2.00 GB/s, from weights");
  }

  @Test
  void tells_every_ten_seconds_where_that_is_sooner(CapturedOutput output) {
    LoadProgress progress = new LoadProgress(FOLDER, TOTAL, nanos::get, LoadWatch.NONE);
    progress.add(TOTAL / 100, TOTAL / 100);
    nanos.addAndGet(10_000_000_000L);
    progress.add(TOTAL / 100, TOTAL / 100);
    assertThat(output.toString()).contains("2 % of 4.00 GB loaded from weights");
    assertThat(output.toString().lines().filter(line -> line.contains("% of"))).hasSize(1);
  }

  @Test
  void tells_nothing_of_what_is_loaded_at_once(CapturedOutput output) {
    LoadProgress progress = new LoadProgress(FOLDER, 1_000_000, nanos::get, LoadWatch.NONE);
    progress.add(1_000_000, 1_000_000);
    progress.end();
    assertThat(output.toString()).doesNotContain("loaded", "Loaded");
  }
}
