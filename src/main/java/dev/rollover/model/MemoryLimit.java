package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostMemory;
import dev.rollover.tensor.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /** Of each device, and of the host where more than one of them is in it. */
  private List<Need> needs(MemoryPlan plan, DevicePool pool) {
    List<Need> needs = new ArrayList<>();
    Map<String, Long> onHost = new TreeMap<>();
    long forGpus = 0;
    for (String device : plan.byDevice().keySet()) {
      Place place = pool.find(device).orElseThrow();
      long bytes = plan.byDevice().get(device);
      needs.add(new Need(device, bytes, available.of(place), plan.on(device)));
      if (place.device().isGpu()) {
        forGpus += plan.streamedTo(device, HostMemory.CHUNK);
      } else {
        onHost.put(device, bytes);
      }
    }
    if (forGpus > 0 || onHost.size() > 1) {
      needs.add(ofHost(onHost, forGpus));
    }
    return needs;
  }

  /** Its memory is one, however many devices are its processors. */
  private Need ofHost(Map<String, Long> byDevice, long forGpus) {
    long onDevices = byDevice.values().stream().mapToLong(Long::longValue).sum();
    String parts =
        forGpus > 0
            ? "%s beside weights of %s for GPUs"
                .formatted(MemoryPlan.gigabytes(onDevices), MemoryPlan.gigabytes(forGpus))
            : byDevice.entrySet().stream()
                .map(on -> "%s on %s".formatted(MemoryPlan.gigabytes(on.getValue()), on.getKey()))
                .collect(Collectors.joining(", "));
    return new Need(HOST, onDevices + forGpus, available.ofHost(), parts);
  }
}
