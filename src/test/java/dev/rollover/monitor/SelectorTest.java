package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTest {

  @Test
  void a_query_asks_for_its_meters_and_neither_for_functions_nor_for_labels() {
    String query =
        """
        histogram_quantile(0.95, sum by (op, le) (rate(calls_bucket{job=~"$job", op="reward"}[5m])))
        / on (job) group_left (name) max(depth) > 0 or vector(0) unless on (job) up == 1
        """;

    assertThat(Selector.in(query))
        .containsExactly(
            new Selector("calls_bucket", Map.of("op", "reward")),
            new Selector("depth", Map.of()),
            new Selector("up", Map.of()));
  }

  @Test
  void texts_are_no_meters() {
    String query =
        """
        label_replace(sum by (spent) (curve_sum{job=~"$job"}), "spent", "$1", "spent", "(.*)%")
        """;

    assertThat(Selector.in(query)).containsExactly(new Selector("curve_sum", Map.of()));
  }

  @Test
  void a_series_is_selected_by_its_whole_name_and_all_wanted_labels() {
    String page =
        """
        # HELP calls_total
        calls_total{op="reward",worker="host"} 3.0
        depth 1.0
        """;

    assertThat(new Selector("calls_total", Map.of("worker", "host")).isOn(page)).isTrue();
    assertThat(new Selector("depth", Map.of()).isOn(page)).isTrue();
    assertThat(new Selector("calls_total", Map.of("worker", "device")).isOn(page)).isFalse();
    assertThat(new Selector("calls", Map.of()).isOn(page)).isFalse();
    assertThat(new Selector("HELP", Map.of()).isOn(page)).isFalse();
  }
}
