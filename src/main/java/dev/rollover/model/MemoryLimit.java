package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostMemory;
import dev.rollover.tensor.Place;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds plans to the memory that there is.
 *
 * @param batches how much goes at once
 * @param available how much there is
 */
record MemoryLimit(BatchLimits batches, AvailableMemory available) {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryLimit.class);

  private static final String HOST = "the host";

  /**
   * What all models together need of something.
   *
   * @param of a device's name, or the host
   * @param parts of it, in words
   */
  private record Need(String of, long bytes, long available, String parts) {}

  /** Bytes by which all models together are too large, on all devices together; 0 if they fit. */
  long excess(MemoryPlan plan, DevicePool pool) {
    return needs(plan, pool).stream()
        .mapToLong(need -> Math.max(0, need.bytes() - need.available()))
        .sum();
  }

  /**
   * Makes sure that all models together fit on every device.
   *
   * @param plan of all of them
   * @throws ModelTooLargeException with the numbers if they do not
   */
  void require(MemoryPlan plan, DevicePool pool) {
    for (Need need : needs(plan, pool)) {
      LOG.info(
          "Planned on {}: {} of {} ({})",
          need.of(),
          MemoryPlan.gigabytes(need.bytes()),
          MemoryPlan.gigabytes(need.available()),
          need.parts());
      if (need.bytes() > need.available()) {
        throw new ModelTooLargeException(need.of(), need.bytes(), need.available(), need.parts());
      }
    }
  }

  private List<Need> needs(MemoryPlan plan, DevicePool pool) {
    List<Need> needs = new ArrayList<>();
    long onHost = 0;
    long forGpus = 0;
    for (String device : plan.byDevice().keySet()) {
      Place place = pool.find(device).orElseThrow();
      long bytes = plan.byDevice().get(device);
      needs.add(new Need(device, bytes, available.of(place), plan.on(device)));
      if (place.device().isGpu()) {
        forGpus += plan.streamedTo(device, HostMemory.CHUNK);
      } else {
        onHost += bytes;
      }
    }
    if (forGpus > 0) {
      needs.add(
          new Need(
              HOST,
              onHost + forGpus,
              available.ofHost(),
              "%s beside weights of %s for GPUs"
                  .formatted(MemoryPlan.gigabytes(onHost), MemoryPlan.gigabytes(forGpus))));
    }
    return needs;
  }
}
