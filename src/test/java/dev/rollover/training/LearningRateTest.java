package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {

  private final LearningRate rate = new LearningRate(2, 10, 110);

  @Test
  void rises_to_its_peak_over_the_warmup() {
    assertThat(rate.at(0)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.at(9)).isCloseTo(2, within(1e-12));
  }

  @Test
  void falls_along_half_a_cosine_to_nothing() {
    assertThat(rate.at(60)).isCloseTo(1, within(1e-12));
    assertThat(rate.at(110)).isCloseTo(0, within(1e-12));
  }
}
