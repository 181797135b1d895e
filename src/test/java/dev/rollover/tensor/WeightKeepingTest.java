package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class WeightKeepingTest {

  @ParameterizedTest
  @CsvSource({
    "AUTO, false, FLOAT32, 268435456, true",
    "AUTO, false, FLOAT32, 268435457, false",
    "AUTO, false, BFLOAT16, 1, false",
    "AUTO, true, FLOAT32, 1, false",
    "STORED, false, FLOAT32, 1, false",
    "FLOAT32, true, BFLOAT16, 1000000000000, true"
  })
  void widens_unasked_what_is_small_and_computed_in_float32_on_the_host(
      WeightKeeping keeping, boolean gpu, Precision precision, long values, boolean widens) {
    assertThat(keeping.widens(gpu, precision, values)).isEqualTo(widens);
  }
}
