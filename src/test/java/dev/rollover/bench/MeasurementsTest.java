package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementsTest {

  private final Measurements measurements = new Measurements("it");

  @Test
  void the_median_of_an_odd_number_is_the_middle_one() {
    measure(9, 1, 2);

    assertThat(measurements.median()).isEqualTo(2);
    assertThat(measurements.row()).isEqualTo("| it | 2.00 | 1.00 | 9.00 |");
  }

  @Test
  void the_median_of_an_even_number_is_between_the_middle_two() {
    measure(9, 1, 2, 4);

    assertThat(measurements.median()).isEqualTo(3);
  }

  @Test
  void nothing_has_no_median() {
    assertThatThrownBy(measurements::median).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_ratio_is_that_of_medians() {
    Measurements reference = new Measurements("the reference");
    reference.add(4);
    measure(9, 1, 2);

    assertThat(measurements.row(reference)).isEqualTo("| it | 2.00 | 1.00 | 9.00 | 0.500 |");
  }

  private void measure(double... values) {
    for (double value : values) {
      measurements.add(value);
    }
  }
}
