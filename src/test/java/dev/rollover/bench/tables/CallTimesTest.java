package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTimesTest {

  private final CallTimes times =
      new CallTimes(
          Map.of(
              "velocity", Samples.byRows(2, 10.0, 4, 14.0, 8, 30.0),
              "decode", Samples.byRows(1, 1.0)));

  @Test
  void what_was_measured_is_told_and_what_lies_between_in_proportion() {
    assertThat(times.of("velocity", 4)).isEqualTo(14);
    assertThat(times.of("velocity", 3)).isEqualTo(12);
    assertThat(times.of("velocity", 7)).isEqualTo(26);
  }

  @Test
  void fewer_rows_than_the_fewest_take_as_long_as_these_and_more_than_the_most_as_often() {
    assertThat(times.of("velocity", 1)).isEqualTo(10);
    assertThat(times.of("velocity", 20)).isEqualTo(75);
    assertThat(times.of("decode", 7)).isEqualTo(7);
  }

  @Test
  void the_time_of_a_run_is_that_of_all_its_calls() {
    CallCounts calls =
        CallCounts.NONE.plus("velocity", 2).plus("decode", 3).plus("velocity", 2).plus("decode", 1);

    assertThat(calls.counts())
        .isEqualTo(Map.of("velocity", Map.of(2, 2), "decode", Map.of(3, 1, 1, 1)));
    assertThat(times.of(calls)).isCloseTo(24, within(1e-12));
    assertThat(times.of(CallCounts.NONE)).isZero();
  }

  @Test
  void what_nobody_measured_has_no_time() {
    assertThatThrownBy(() -> times.of("preview", 1)).hasMessageContaining("'preview'");
  }

  @Test
  void is_kept_as_json() {
    assertThat(Json.read(Json.page(times), CallTimes.class)).isEqualTo(times);
  }
}
