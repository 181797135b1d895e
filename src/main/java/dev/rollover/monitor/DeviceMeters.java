package dev.rollover.monitor;

import dev.rollover.tensor.DeviceObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Meters what the devices run, and what the host and services do of the same kind. */
@Component
class DeviceMeters implements DeviceObserver {

  /** The worker of what none runs: the calls of services. */
  private static final String NO_WORKER = "none";

  private final MeterRegistry registry;
  private final String worker;

  @Autowired
  DeviceMeters(MeterRegistry registry) {
    this(registry, NO_WORKER);
  }

  private DeviceMeters(MeterRegistry registry, String worker) {
    this.registry = registry;
    this.worker = worker;
  }

  @Override
  public DeviceObserver of(String itsWorker) {
    return new DeviceMeters(registry, itsWorker);
  }

  @Override
  public void ran(String operation, int rows, int calls, Duration time) {
    time(operation).record(time);
    DistributionSummary.builder("rollover.batch.size")
        .description("Rows of a batch")
        .tag("op", operation)
        .tag("worker", worker)
        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
        .register(registry)
        .record(rows);
    // Known before the first failure, or nobody could see that one as an increase.
    failures(operation);
    outOfMemory(operation);
  }

  @Override
  public void failed(String operation) {
    // Known too where no call has ever gone well, or no share of failures could be told.
    time(operation);
    failures(operation).increment();
  }

  @Override
  public void ranOutOfMemory(String operation, int rows) {
    outOfMemory(operation).increment();
  }

  private Timer time(String operation) {
    return Timer.builder("rollover.call")
        .description("Time of a batch: calls of any number of generations that ran as one")
        .tag("op", operation)
        .tag("worker", worker)
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
        .tag("worker", worker)
        .register(registry);
  }

  private Counter outOfMemory(String operation) {
    return Counter.builder("rollover.call.out.of.memory")
        .description("Batches for which a device had no memory; they are run again in halves")
        .tag("op", operation)
        .tag("worker", worker)
        .register(registry);
  }
}
