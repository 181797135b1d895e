package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AheadTest {

  @Test
  void gives_each_step_its_own_in_their_order() {
    try (Ahead<String> ahead = new Ahead<>(3, step -> "step " + step, 5)) {
      for (int step = 5; step < 50; step++) {
        assertThat(ahead.take()).isEqualTo("step " + step);
      }
    }
  }

  @Test
  void what_cannot_be_prepared_fails_the_step_that_needs_it() {
    try (Ahead<Integer> ahead = new Ahead<>(2, step -> 1 / (1 - step), 0)) {
      assertThat(ahead.take()).isEqualTo(1);
      assertThatThrownBy(ahead::take).hasRootCauseInstanceOf(ArithmeticException.class);
    }
  }
}
