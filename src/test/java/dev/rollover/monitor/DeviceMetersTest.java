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

  @Test
  void each_device_has_batches_of_its_own_and_tells_what_it_had_no_memory_for() {
    DeviceMeters meters = new DeviceMeters(registry);

    meters.of("cuda:0").ran("velocity", 6, 3, Duration.ofMillis(30));
    meters.of("cuda:1").ran("velocity", 2, 1, Duration.ofMillis(10));
    meters.of("cuda:1").ranOutOfMemory("velocity", 8);
    meters.ran("reward", 1, 1, Duration.ofMillis(10));

    assertThat(registry.get("rollover.batch.size").tag("worker", "cuda:1").summary().mean())
        .isEqualTo(2);
    assertThat(outOfMemory("cuda:0")).isZero();
    assertThat(outOfMemory("cuda:1")).isOne();
    assertThat(registry.get("rollover.call").tag("worker", "none").timer().count()).isOne();
  }

  private double outOfMemory(String worker) {
    return registry
        .get("rollover.call.out.of.memory")
        .tag("op", "velocity")
        .tag("worker", worker)
        .counter()
        .count();
  }

  private double failures(String operation) {
    return registry.get("rollover.call.failures").tag("op", operation).counter().count();
  }
}
