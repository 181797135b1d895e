package dev.rollover.model;

import com.sun.management.OperatingSystemMXBean;
import dev.rollover.tensor.DeviceMemory;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** How much memory models may take. */
interface AvailableMemory {

  /** Bytes of a device. */
  long of(Place place);

  /** Bytes of the host for the weights of GPUs and for what is on devices that are the host. */
  long ofHost();

  /**
   * What there is: of a GPU what is free, of the host what the process may use and others have not
   * taken, but for the heap of the JVM.
   *
   * @param said of each device in place of that, if it is
   */
  static AvailableMemory found(@Nullable DataSize said) {
    return new Found(said, Found.host(Path.of("/proc/meminfo")));
  }

  /**
   * What there is.
   *
   * @param ofHost as it was found once, so that all that is decided is decided by one number
   */
  record Found(@Nullable DataSize said, long ofHost) implements AvailableMemory {

    private static final String AVAILABLE = "MemAvailable:";
    private static final long KIBI = 1024;

    @Override
    public long of(Place place) {
      if (said != null) {
        return said.toBytes();
      }
      return place.device().memory().map(Found::free).orElse(ofHost);
    }

    private static long free(DeviceMemory memory) {
      return memory.total() - memory.used();
    }

    /**
     * Bytes of the host.
     *
     * @param meminfo Linux's; where it is not there, what others have taken is not known
     */
    static long host(Path meminfo) {
      Runtime jvm = Runtime.getRuntime();
      long usable =
          ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getTotalMemorySize();
      long left = notTaken(meminfo).map(bytes -> bytes + jvm.totalMemory()).orElse(usable);
      return Math.max(0, Math.min(usable, left) - jvm.maxMemory());
    }

    private static Optional<Long> notTaken(Path meminfo) {
      try (Stream<String> lines = Files.lines(meminfo)) {
        return lines
            .filter(line -> line.startsWith(AVAILABLE))
            .map(line -> KIBI * Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst();
      } catch (IOException unknown) {
        return Optional.empty();
      }
    }
  }
}
