package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** How much of the host's memory models may take. */
@NullMarked
class AvailableMemoryTest {

  @TempDir Path folder;

  @Test
  void is_what_others_have_not_taken_but_for_the_heap_that_is_still_to_come() throws IOException {
    Path meminfo = folder.resolve("meminfo");
    long heap = Runtime.getRuntime().maxMemory();
    long kibibytes = heap / 1024 + 5000;
    Files.writeString(
        meminfo, "MemTotal:       99999999999 kB\nMemAvailable:    %d kB\n".formatted(kibibytes));
    long committed = Runtime.getRuntime().totalMemory();
    assertThat(AvailableMemory.Found.host(meminfo))
        .isBetween(0L, 1024 * kibibytes + committed - heap);
    Files.writeString(meminfo, "MemAvailable: 1 kB\n");
    assertThat(AvailableMemory.Found.host(meminfo)).isZero();
  }

  @Test
  void is_known_without_linux_too() {
    assertThat(AvailableMemory.Found.host(folder.resolve("absent"))).isNotNegative();
  }

  @Test
  void of_a_device_is_what_is_said() {
    try (Device device = Device.cpu()) {
      Place place = new Place(device, DeviceCalls.direct());
      assertThat(new AvailableMemory.Found(DataSize.ofMegabytes(3), 7).of(place))
          .isEqualTo(3 << 20);
      assertThat(new AvailableMemory.Found(null, 7).of(place)).isEqualTo(7);
      assertThat(new AvailableMemory.Found(DataSize.ofMegabytes(3), 7).ofHost()).isEqualTo(7);
    }
  }
}
