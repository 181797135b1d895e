package dev.rollover.monitor;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceMemory;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Place;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Meters the memory of GPUs, and that of the process, most of which is libtorch's and no heap of
 * the JVM. libtorch keeps what it frees on a GPU, so that what is used there is about the most that
 * it has needed so far.
 */
@Component
class MemoryMeters implements MeterBinder {

  /** Linux's; elsewhere nothing is metered of the process. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private final ObjectProvider<DevicePool> pools;

  MemoryMeters(ObjectProvider<DevicePool> pools) {
    this.pools = pools;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    if (Files.isReadable(STATUS)) {
      process("rollover.process.resident", "Memory of the process", "VmRSS", registry);
      process("rollover.process.resident.peak", "The most that it ever had", "VmHWM", registry);
    }
    pools.stream()
        .flatMap(pool -> pool.places().stream())
        .filter(place -> place.device().isGpu())
        .forEach(place -> bind(place, registry));
  }

  private static void process(
      String name, String description, String line, MeterRegistry registry) {
    Gauge.builder(name, STATUS, status -> kibibytes(status, line) * 1024)
        .description(description)
        .baseUnit("bytes")
        .register(registry);
  }

  /** Not a number where the system does not say. */
  static double kibibytes(Path status, String line) {
    try {
      return Files.readAllLines(status).stream()
          .filter(text -> text.startsWith(line + ":"))
          .mapToDouble(text -> Double.parseDouble(text.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException unreadable) {
      return Double.NaN;
    }
  }

  private static void bind(Place place, MeterRegistry registry) {
    gauge("rollover.device.memory.used", "Held on a GPU", DeviceMemory::used, place, registry);
    gauge("rollover.device.memory.total", "Memory of a GPU", DeviceMemory::total, place, registry);
  }

  private static void gauge(
      String name,
      String description,
      ToDoubleFunction<DeviceMemory> value,
      Place place,
      MeterRegistry registry) {
    Gauge.builder(name, place.device(), device -> read(device, value))
        .description(description)
        .baseUnit("bytes")
        .tag("worker", place.name())
        .register(registry);
  }

  private static double read(Device device, ToDoubleFunction<DeviceMemory> value) {
    return device.memory().map(value::applyAsDouble).orElse(Double.NaN);
  }
}
