package dev.rollover.model;

import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.DeviceWorker;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of the devices: down as soon as one has run a call for longer than any should take.
 * What another device can do goes on meanwhile.
 */
final class DevicesHealth implements HealthIndicator {

  private final Supplier<List<DeviceWorker>> workers;
  private final Duration longestCall;

  DevicesHealth(DevicePool pool, Duration longestCall) {
    this(pool::workers, longestCall);
  }

  DevicesHealth(Supplier<List<DeviceWorker>> workers, Duration longestCall) {
    this.workers = workers;
    this.longestCall = longestCall;
  }

  @Override
  public Health health() {
    List<DeviceWorker> all = workers.get();
    Health.Builder health =
        new Health.Builder(all.stream().anyMatch(this::isStuck) ? Status.DOWN : Status.UP);
    all.forEach(worker -> health.withDetail(worker.name(), words(worker)));
    return health.build();
  }

  private boolean isStuck(DeviceWorker worker) {
    return worker.callAge().compareTo(longestCall) > 0;
  }

  private String words(DeviceWorker worker) {
    return isStuck(worker)
        ? "has run one call for %d seconds, %d more wait"
            .formatted(worker.callAge().toSeconds(), worker.waiting())
        : "answers";
  }
}
