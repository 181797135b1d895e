package dev.rollover.monitor;

import dev.rollover.tensor.DeviceObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Meters what the device runs, and what the host does of the same kind. */
@Component
class DeviceMeters implements DeviceObserver {

  private final MeterRegistry registry;

  DeviceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void ran(String operation, int rows, int calls, Duration time) {
    time(operation).record(time);
    DistributionSummary.builder("rollover.batch.size")
        .description("Rows of a batch")
        .tag("op", operation)
        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
        .register(registry)
        .record(rows);
    // Known before the first failure, or nobody could see that one as an increase.
    failures(operation);
  }

  @Override
  public void failed(String operation) {
    // Known too where no call has ever gone well, or no share of failures could be told.
    time(operation);
    failures(operation).increment();
  }

  private Timer time(String operation) {
    return Timer.builder("rollover.call")
        .description("Time of a batch: calls of any number of generations that ran as one")
        .tag("op", operation)
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30))
        .register(registry);
  }

  private Counter failures(String operation) {
    return Counter.builder("rollover.call.failures")
        .description("Calls that failed")
        .tag("op", operation)
        .register(registry);
  }
}
