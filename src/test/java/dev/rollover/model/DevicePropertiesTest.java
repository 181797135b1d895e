package dev.rollover.model;

import static dev.rollover.PropertyBinding.bind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class DevicePropertiesTest {

  @Test
  void have_a_default_and_a_name() {
    assertThat(bind("rollover.device", DeviceProperties.class, Map.of()))
        .isEqualTo(new DeviceProperties(128));
    assertThat(
            bind(
                "rollover.device",
                DeviceProperties.class,
                Map.of("rollover.device.largest-batch", "4")))
        .isEqualTo(new DeviceProperties(4));
    assertThatThrownBy(
            () ->
                bind(
                    "rollover.device",
                    DeviceProperties.class,
                    Map.of("rollover.device.largest-bach", "4")))
        .hasMessageContaining("rollover.device");
  }
}
