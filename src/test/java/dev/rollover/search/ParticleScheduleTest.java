package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParticleScheduleTest {

  @Test
  void five_hundred_nfe_over_ten_steps_fall_by_ten() {
    assertThat(ParticleSchedule.DECREASING.widths(500, 10, 1))
        .isEqualTo(List.of(95, 85, 75, 65, 55, 45, 35, 25, 15, 5));
  }

  @Test
  void the_remainder_goes_to_the_first_steps() {
    assertThat(ParticleSchedule.UNIFORM.widths(103, 10, 1))
        .isEqualTo(List.of(11, 11, 11, 10, 10, 10, 10, 10, 10, 10));
    assertThat(ParticleSchedule.DECREASING.widths(103, 10, 1))
        .isEqualTo(List.of(20, 18, 16, 13, 11, 9, 7, 5, 3, 1));
  }

  @ParameterizedTest
  @EnumSource(ParticleSchedule.class)
  void every_total_is_spent_exactly_and_no_step_starves(ParticleSchedule schedule) {
    for (int steps = 1; steps <= 40; steps++) {
      for (int least = 1; least <= 3; least++) {
        for (int total = steps * least; total <= steps * least + 700; total++) {
          List<Integer> widths = schedule.widths(total, steps, least);
          assertThat(widths.size()).isEqualTo(steps);
          assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
          assertThat(widths.getLast()).isGreaterThanOrEqualTo(least);
          for (int step = 1; step < steps; step++) {
            assertThat(widths.get(step) <= widths.get(step - 1)).isTrue();
          }
        }
      }
    }
  }

  @Test
  void a_steeper_fall_would_starve_the_last_step() {
    for (int total = 10; total <= 700; total++) {
      List<Integer> widths = ParticleSchedule.DECREASING.widths(total, 10, 1);
      int fall = 2 * (total - 10) / 90;
      assertThat(widths.getFirst() - widths.getLast()).isBetween(9 * fall, 9 * fall + 1);
      assertThat(45 * (fall + 1) > total - 10).isTrue();
    }
  }

  @Test
  void large_totals_do_not_overflow() {
    for (ParticleSchedule schedule : ParticleSchedule.values()) {
      List<Integer> widths = schedule.widths(Integer.MAX_VALUE, 1000, 1);
      assertThat(widths.stream().mapToLong(Integer::longValue).sum()).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @EnumSource(ParticleSchedule.class)
  void refuses_a_total_that_does_not_reach(ParticleSchedule schedule) {
    assertThatThrownBy(() -> schedule.widths(19, 10, 2))
        .hasMessage("19 NFE are not 2 for each of 10 steps");
    assertThatThrownBy(() -> schedule.widths(10, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> schedule.widths(10, 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
