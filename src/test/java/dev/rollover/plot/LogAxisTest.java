package dev.rollover.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogAxisTest {

  @ParameterizedTest
  @CsvSource({
    "50, 1000, 50, 1000, 5",
    "60, 700, 50, 1000, 5",
    "0.45, 0.46, 0.2, 0.5, 2",
    "500, 500, 500, 1000, 2",
    "1, 1, 1, 2, 2",
    "0.0009, 12, 0.0005, 20, 15"
  })
  void is_the_shortest_from_tick_to_tick(
      double least, double most, double low, double high, int ticks) {
    LogAxis axis = LogAxis.around(least, most, 0, 100);

    assertThat(axis.ticks().getFirst().doubleValue()).isEqualTo(low);
    assertThat(axis.ticks().getLast().doubleValue()).isEqualTo(high);
    assertThat(axis.ticks()).hasSize(ticks).isSortedAccordingTo(BigDecimal::compareTo);
  }

  @Test
  void equal_ratios_are_equally_far_apart() {
    LogAxis axis = LogAxis.around(10, 1000, 400, 200);

    assertThat(axis.pixel(10)).isCloseTo(400, within(1e-9));
    assertThat(axis.pixel(100)).isCloseTo(300, within(1e-9));
    assertThat(axis.pixel(1000)).isCloseTo(200, within(1e-9));
  }

  @Test
  void nothing_is_no_ratio() {
    assertThatThrownBy(() -> LogAxis.around(0, 5, 0, 100)).hasMessageContaining("0.0 to 5.0");
  }
}
