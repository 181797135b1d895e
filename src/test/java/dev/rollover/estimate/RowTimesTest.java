package dev.rollover.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowTimesTest {

  private final RowTimes times = new RowTimes();

  @Test
  void nothing_is_known_of_calls_that_were_never_made() {
    assertThat(times.seconds(1)).isEmpty();
    assertThat(times.isMeasured()).isFalse();
  }

  @Test
  void calls_of_the_warm_up_count_only_as_long_as_there_are_no_others() {
    times.note(1, 9, true);
    assertThat(times.seconds(2)).hasValue(18);
    assertThat(times.isMeasured()).isFalse();

    times.note(4, 2, false);
    assertThat(times.seconds(4)).hasValue(2);
    assertThat(times.seconds(1)).hasValue(.5);
    assertThat(times.isMeasured()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 16, 20, 100})
  void a_fixed_and_a_growing_part_are_found_between_and_beyond_what_was_seen(int rows) {
    for (int call = 0; call < 50; call++) {
      times.note(2, 1 + .5 * 2, false);
      times.note(8, 1 + .5 * 8, false);
      times.note(25, 1 + .5 * 25, false);
    }

    assertThat(times.seconds(rows).orElseThrow()).isCloseTo(1 + .5 * rows, within(1e-9));
  }

  @Test
  void beyond_what_was_seen_no_noise_makes_more_rows_cheaper_or_dearer_by_the_row() {
    times.note(8, 8, false);
    times.note(16, 7, false);
    assertThat(times.seconds(64)).hasValue(7);
    assertThat(times.seconds(1)).hasValue(8);

    times.note(32, 70, false);
    assertThat(times.seconds(64)).hasValue(140);
    assertThat(times.seconds(640)).hasValue(1400);
  }

  @Test
  void what_was_is_forgotten() {
    for (int call = 0; call < 100; call++) {
      times.note(1, 5, false);
    }
    for (int call = 0; call < 100; call++) {
      times.note(1, 1, false);
    }

    assertThat(times.seconds(1).orElseThrow()).isCloseTo(1, within(.03));
  }
}
