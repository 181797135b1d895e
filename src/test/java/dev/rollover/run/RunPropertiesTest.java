package dev.rollover.run;

import static dev.rollover.PropertyBinding.bind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPropertiesTest {

  @Test
  void have_defaults() {
    assertThat(bind("rollover.run", RunProperties.class, Map.of())).isEqualTo(new RunProperties(3));
    assertThat(bind("rollover.price", PriceProperties.class, Map.of()))
        .isEqualTo(new PriceProperties(0));
  }

  @Test
  void are_mapped_from_their_names() {
    assertThat(bind("rollover.run", RunProperties.class, Map.of("rollover.run.attempts", "1")))
        .isEqualTo(new RunProperties(1));
    Map<String, String> price = Map.of("rollover.price.usd-per-device-hour", "3.6");
    assertThat(bind("rollover.price", PriceProperties.class, price).usdPerDeviceSecond())
        .isEqualTo(0.001);
  }

  @Test
  void an_unknown_name_is_refused() {
    Map<String, String> misspelt = Map.of("rollover.run.atempts", "2");
    assertThatThrownBy(() -> bind("rollover.run", RunProperties.class, misspelt))
        .hasMessageContaining("rollover.run");
  }
}
