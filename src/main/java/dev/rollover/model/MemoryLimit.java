package dev.rollover.model;

import com.sun.management.OperatingSystemMXBean;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceMemory;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Place;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * Holds plans to the memory that there is.
 *
 * @param batches how much goes at once
 * @param said that each device has; what it has itself when not said
 */
record MemoryLimit(BatchLimits batches, @Nullable DataSize said) {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryLimit.class);

  /** Whether all models together fit on every device. */
  boolean allows(MemoryPlan plan, DevicePool pool) {
    return plan.byDevice().entrySet().stream()
        .allMatch(device -> device.getValue() <= of(pool.find(device.getKey()).orElseThrow()));
  }

  /**
   * Makes sure that all models together fit on every device.
   *
   * @param plan of all of them
   * @throws ModelTooLargeException with the numbers if they do not
   */
  void require(MemoryPlan plan, DevicePool pool) {
    for (Map.Entry<String, Long> device : plan.byDevice().entrySet()) {
      long available = of(pool.find(device.getKey()).orElseThrow());
      LOG.info(
          "Planned on {}: {} of {} ({})",
          device.getKey(),
          MemoryPlan.gigabytes(device.getValue()),
          MemoryPlan.gigabytes(available),
          plan.on(device.getKey()));
      if (device.getValue() > available) {
        throw new ModelTooLargeException(
            device.getKey(), device.getValue(), available, plan.on(device.getKey()));
      }
    }
  }

  /** Bytes that models may take: of the host all that this process may use. */
  private long of(Place place) {
    if (said != null) {
      return said.toBytes();
    }
    return place.device().memory().map(MemoryLimit::free).orElseGet(MemoryLimit::ofHost);
  }

  private static long free(DeviceMemory memory) {
    return memory.total() - memory.used();
  }

  private static long ofHost() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }
}
