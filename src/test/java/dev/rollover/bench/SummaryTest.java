package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private final Summary summary = new Summary(List.of(rss(0), rss(0), rss(4), rss(4)));

  @Test
  void the_mean_has_a_normal_interval() {
    assertThat(summary.mean(Result::rss)).isEqualTo(2);
    // Standard deviation √(16/3), standard error half of it.
    assertThat(summary.rssMargin()).isCloseTo(1.959964 * Math.sqrt(16.0 / 3) / 2, within(1e-9));
  }

  @Test
  void the_accuracy_has_wilsons_interval() {
    Summary.Interval accuracy = summary.accuracy();
    assertThat(accuracy.share()).isEqualTo(0.5);
    assertThat(accuracy.lower()).isCloseTo(0.15, within(1e-4));
    assertThat(accuracy.upper()).isCloseTo(0.85, within(1e-4));
  }

  private static Result rss(double value) {
    return new Result(value, 10, 1);
  }
}
