package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.DevicePool;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class MemoryMetersTest {

  @Test
  void tell_what_the_process_has_and_the_most_that_it_had() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new MemoryMeters(new DefaultListableBeanFactory().getBeanProvider(DevicePool.class))
        .bindTo(registry);

    double resident = registry.get("rollover.process.resident").gauge().value();
    double peak = registry.get("rollover.process.resident.peak").gauge().value();

    assertThat(resident).isGreaterThan(10 << 20);
    assertThat(peak).isGreaterThan(resident / 2);
    assertThat(registry.find("rollover.device.memory.used").gauges()).isEmpty();
  }

  @Test
  void read_what_the_system_says(@TempDir Path folder) throws IOException {
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nVmHWM:\t  571234 kB\nVmRSS:\t  512 kB\n");

    assertThat(MemoryMeters.kibibytes(status, "VmHWM")).isEqualTo(571234);
    assertThat(MemoryMeters.kibibytes(status, "VmRSS")).isEqualTo(512);
    assertThat(MemoryMeters.kibibytes(status, "VmSwap")).isNaN();
    assertThat(MemoryMeters.kibibytes(folder, "VmRSS")).isNaN();
  }
}
