package dev.rollover.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopwatchTest {

  private final SettableTicker ticker = new SettableTicker();

  @Test
  void tells_what_has_passed_since_it_was_started() {
    ticker.pass(Duration.ofHours(1));
    Stopwatch stopwatch = Stopwatch.start(ticker);
    assertThat(stopwatch.nanos()).isZero();

    ticker.pass(Duration.ofSeconds(3));

    assertThat(stopwatch.nanos()).isEqualTo(3_000_000_000L);
    assertThat(stopwatch.hasPassed(Duration.ofSeconds(3))).isTrue();
    assertThat(stopwatch.hasPassed(Duration.ofSeconds(3).plusNanos(1))).isFalse();
  }

  @Test
  void a_ticker_may_overflow_meanwhile() {
    Stopwatch stopwatch = new Stopwatch(() -> Long.MIN_VALUE + 4, Long.MAX_VALUE - 5);

    assertThat(stopwatch.nanos()).isEqualTo(10);
  }
}
