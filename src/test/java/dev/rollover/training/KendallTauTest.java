package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KendallTauTest {

  @Test
  void is_one_of_two_lists_that_order_alike_and_minus_one_of_opposite_ones() {
    assertThat(KendallTau.b(new double[] {1, 2, 5}, new double[] {0, 7, 8})).isEqualTo(1);
    assertThat(KendallTau.b(new double[] {1, 2, 5}, new double[] {3, 2, -1})).isEqualTo(-1);
  }

  @Test
  void a_pair_that_is_tied_in_one_list_counts_in_the_other_alone() {
    // Five pairs are untied on the left and four on the right; one is ordered alike, two are not.
    assertThat(KendallTau.b(new double[] {1, 1, 2, 3}, new double[] {0, 1, 1, 0}))
        .isCloseTo(-1 / Math.sqrt(5 * 4), within(1e-12));
    assertThat(KendallTau.b(new double[] {1, 1, 2, 3}, new double[] {0, 1, 1, 1}))
        .isCloseTo(2 / Math.sqrt(5 * 3), within(1e-12));
  }

  @Test
  void is_nothing_where_a_list_orders_nothing() {
    assertThat(KendallTau.b(new double[] {1, 1}, new double[] {1, 2})).isZero();
    assertThat(KendallTau.isConstant(new double[] {2, 2})).isTrue();
    assertThat(KendallTau.isConstant(new double[] {2, 3})).isFalse();
  }
}
