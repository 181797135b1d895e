package dev.rollover.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "0, 500, 0, 500, 100",
    "-19, 0, -20, 0, 5",
    "0.31, 0.94, 0.2, 1.0, 0.2",
    "-3, -3, -3.2, -2.8, 0.2",
    "0, 0, -0.2, 0.2, 0.2",
    "1e-9, 3e-9, 0.000000001, 0.000000003, 0.0000000005",
    "-1e300, 1e300, -1e300, 1e300, 5e299"
  })
  void begins_and_ends_at_a_tick_around_all_values(
      double least, double most, double low, double high, double step) {
    Axis axis = Axis.around(least, most, 6, 0, 100);

    assertThat(axis.low().doubleValue()).isCloseTo(low, within(Math.abs(low) * 1e-12));
    assertThat(axis.high().doubleValue()).isCloseTo(high, within(Math.abs(high) * 1e-12));
    assertThat(axis.step().doubleValue()).isCloseTo(step, within(step * 1e-12));
    assertThat(axis.ticks()).hasSizeBetween(2, 12).first().isEqualTo(axis.low());
    assertThat(axis.ticks().getLast()).isEqualByComparingTo(axis.high());
    assertThat(axis.pixel(axis.low().doubleValue())).isCloseTo(0, within(1e-9));
    assertThat(axis.pixel(axis.high().doubleValue())).isCloseTo(100, within(1e-9));
  }
}
