package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.PropertyBinding;
import dev.rollover.model.DeviceProperties.ComputedIn;
import dev.rollover.tensor.Arithmetic;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.WeightKeeping;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

@NullMarked
class DevicePropertiesTest {

  @Test
  void have_a_default_and_a_name() {
    assertThat(bind(Map.of())).isEqualTo(properties(128, 1 << 20, null, 1000));
    assertThat(bind(Map.of("rollover.device.largest-batch", "4")))
        .isEqualTo(properties(4, 1 << 20, null, 1000));
    assertThat(bind(Map.of("rollover.device.threads", "3", "rollover.device.spin-count", "0")))
        .isEqualTo(properties(128, 1 << 20, 3, 0));
    assertThat(bind(Map.of("rollover.device.largest-batch-pixels", "65536")).limits())
        .isEqualTo(new BatchLimits(128, 1 << 16));
    assertThat(bind(Map.of("rollover.device.longest-call", "90s")).longestCall()).hasSeconds(90);
    assertThat(bind(Map.of("rollover.device.memory", "24GB")).memory())
        .isEqualTo(DataSize.ofGigabytes(24));
    assertThatThrownBy(() -> bind(Map.of("rollover.device.largest-bach", "4")))
        .hasMessageContaining("rollover.device");
  }

  @Test
  void use_the_processors_that_the_process_may_use_unless_told_otherwise() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(properties(128, 1 << 20, null, 50).hostThreads())
        .isEqualTo(new HostThreads(processors, 50));
    assertThat(properties(128, 1 << 20, 7, 50).hostThreads()).isEqualTo(new HostThreads(7, 50));
  }

  @Test
  void say_how_devices_compute_and_keep_weights() {
    assertThat(bind(Map.of()).arithmetic()).isEqualTo(Arithmetic.AUTO);
    DeviceProperties told =
        bind(
            Map.of(
                "rollover.device.precision", "bfloat16",
                "rollover.device.decoder-precision", "float32",
                "rollover.device.weights", "stored"));
    assertThat(told.arithmetic())
        .isEqualTo(new Arithmetic(Precision.BFLOAT16, Precision.FLOAT32, WeightKeeping.STORED));
    assertThatThrownBy(() -> bind(Map.of("rollover.device.precision", "float16")))
        .hasMessageContaining("rollover.device");
  }

  private static DeviceProperties properties(
      int rows, long pixels, @Nullable Integer threads, int spinCount) {
    return new DeviceProperties(
        rows,
        pixels,
        threads,
        spinCount,
        Duration.ofMinutes(5),
        ComputedIn.AUTO,
        ComputedIn.AUTO,
        WeightKeeping.AUTO,
        null);
  }

  private static DeviceProperties bind(Map<String, String> properties) {
    return PropertyBinding.bind("rollover.device", DeviceProperties.class, properties);
  }
}
