package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BestBySpendingTest {

  private final BestBySpending curve = new BestBySpending(100);

  @Test
  void each_tenth_keeps_what_was_best_when_it_was_spent() {
    curve.note(5, -9);
    curve.note(10, -8);
    curve.note(11, -7);
    curve.note(35, -6);

    assertThat(curve.tenths()).isEqualTo(List.of(best(-8), best(-7), best(-7)));
  }

  @Test
  void what_was_best_at_the_end_remains_so_for_what_is_left() {
    curve.note(15, -3);
    curve.note(25, 0);

    curve.end();

    assertThat(curve.tenths())
        .hasSize(10)
        .startsWith(OptionalDouble.empty(), best(-3), best(0))
        .endsWith(best(0));
  }

  @Test
  void a_tenth_is_empty_before_anything_was_scored() {
    curve.note(26, -1);

    assertThat(curve.tenths()).isEqualTo(List.of(OptionalDouble.empty(), OptionalDouble.empty()));
  }

  @Test
  void a_budget_smaller_than_ten_has_its_tenths_too() {
    BestBySpending small = new BestBySpending(3);
    small.note(1, -2);
    small.note(3, -1);

    small.end();

    assertThat(small.tenths()).hasSize(10).endsWith(best(-1));
  }

  private static OptionalDouble best(double value) {
    return OptionalDouble.of(value);
  }
}
