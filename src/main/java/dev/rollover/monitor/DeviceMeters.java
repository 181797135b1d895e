package dev.rollover.monitor;

import dev.rollover.tensor.DeviceObserver;
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
    Timer.builder("rollover.call")
        .description("Time of a batch: calls of any number of generations that ran as one")
        .tag("op", operation)
        .register(registry)
        .record(time);
    DistributionSummary.builder("rollover.batch.size")
        .description("Rows of a batch")
        .tag("op", operation)
        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
        .register(registry)
        .record(rows);
  }
}
