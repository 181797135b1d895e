package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.HeldWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@NullMarked
class DevicesHealthTest {

  private final AtomicLong now = new AtomicLong();
  private final HeldWorker held = new HeldWorker(4, DeviceObserver.NONE, now::get);
  private final DevicesHealth devices =
      new DevicesHealth(() -> List.of(held.worker()), Duration.ofMinutes(5));

  @AfterEach
  void close() {
    held.close();
  }

  @Test
  void devices_are_well_while_their_calls_come_to_an_end() {
    assertThat(devices.health()).isEqualTo(health(Status.UP, "answers"));
    held.hold();
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(devices.health()).isEqualTo(health(Status.UP, "answers"));
  }

  @Test
  void one_that_is_stuck_is_down_and_says_since_when() {
    held.hold();
    now.addAndGet(Duration.ofSeconds(301).toNanos());
    assertThat(devices.health())
        .isEqualTo(health(Status.DOWN, "has run one call for 301 seconds, 0 more wait"));
    held.release();
    held.worker().close();
    assertThat(devices.health()).isEqualTo(health(Status.UP, "answers"));
  }

  private static Health health(Status status, String words) {
    return new Health.Builder(status, Map.of("held", words)).build();
  }
}
