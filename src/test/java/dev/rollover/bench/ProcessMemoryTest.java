package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

  @Test
  void is_read_from_the_status_as_mebibytes() {
    List<String> status =
        List.of(
            "Name:\tjava", "VmPeak:\t 9000000 kB", "VmHWM:\t    3072 kB", "VmRSS:\t    1536 kB");

    assertThat(ProcessMemory.parse(status)).isEqualTo(new ProcessMemory(1.5, 3));
  }

  @Test
  void a_status_without_it_is_refused() {
    assertThatThrownBy(() -> ProcessMemory.parse(List.of("Name:\tkthreadd")))
        .hasMessageContaining("VmRSS:");
  }

  @Test
  void a_living_process_has_some() throws Exception {
    ProcessMemory own = ProcessMemory.of(ProcessHandle.current().pid());

    assertThat(own.resident()).isPositive().isLessThanOrEqualTo(own.peak());
  }
}
