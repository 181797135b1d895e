package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeviceMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void a_batch_is_timed_and_measured_by_its_operation() {
    DeviceMeters meters = new DeviceMeters(registry);

    meters.ran("velocity", 6, 3, Duration.ofMillis(30));
    meters.ran("velocity", 2, 1, Duration.ofMillis(10));

    assertThat(
            registry
                .get("rollover.call")
                .tag("op", "velocity")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(40);
    assertThat(registry.get("rollover.batch.size").tag("op", "velocity").summary().mean())
        .isEqualTo(4);
  }

  @Test
  void failures_are_known_before_the_first_and_a_time_before_the_first_success() {
    DeviceMeters meters = new DeviceMeters(registry);

    meters.ran("velocity", 1, 1, Duration.ofMillis(10));
    meters.failed("reward");

    assertThat(failures("velocity")).isZero();
    assertThat(failures("reward")).isEqualTo(1);
    assertThat(registry.get("rollover.call").tag("op", "reward").timer().count()).isZero();
  }

  private double failures(String operation) {
    return registry.get("rollover.call.failures").tag("op", operation).counter().count();
  }
}
