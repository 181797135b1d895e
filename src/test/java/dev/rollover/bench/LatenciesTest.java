package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void a_percentile_is_what_so_many_did_not_exceed() {
    IntStream.rangeClosed(1, 200).forEach(latencies::add);

    assertThat(latencies.percentile(.5)).isEqualTo(100);
    assertThat(latencies.percentile(.99)).isEqualTo(198);
    assertThat(latencies.percentile(1)).isEqualTo(200);
    assertThat(latencies.row("all")).isEqualTo("| all | 200 | 100.0 | 198.0 | 200.0 |\n");
  }

  @Test
  void of_one_call_all_percentiles_are_its_own() {
    latencies.add(7);

    assertThat(latencies.percentile(.01)).isEqualTo(7);
    assertThat(latencies.percentile(.99)).isEqualTo(7);
  }

  @Test
  void of_none_there_are_none() {
    assertThatThrownBy(() -> latencies.percentile(.5)).isInstanceOf(IllegalStateException.class);
  }
}
