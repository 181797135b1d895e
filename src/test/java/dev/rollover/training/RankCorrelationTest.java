package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

  @Test
  void any_rising_relation_is_a_correlation_of_one() {
    assertThat(RankCorrelation.spearman(List.of(1., 2., 5.), List.of(-3., 0., 100.)))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void any_falling_relation_is_a_correlation_of_minus_one() {
    assertThat(RankCorrelation.spearman(List.of(1., 2., 5.), List.of(9., 8., 1.)))
        .isCloseTo(-1, within(1e-12));
  }

  @Test
  void equal_values_share_the_mean_of_their_ranks() {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
    assertThat(RankCorrelation.spearman(List.of(1., 2., 2., 3.), List.of(1., 2., 3., 4.)))
        .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
  }
}
