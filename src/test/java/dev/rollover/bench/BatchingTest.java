package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class BatchingTest {

  private final Batching batching = new Batching("at once", 32);

  @Test
  void says_how_large_and_how_full_batches_were_and_what_a_row_took() {
    Map<String, BatchTotals> before =
        Map.of("decode", new BatchTotals(1, 2, 1), "velocity", new BatchTotals(0, 0, 0));
    Map<String, BatchTotals> after =
        Map.of("decode", new BatchTotals(5, 98, 1.48), "velocity", new BatchTotals(2, 64, 0.32));
    batching.add(before, after);
    assertThat(batching.rows().lines())
        .containsExactly(
            "| decode, at once | 4 | 24.0 | 0.75 | 5.00 |",
            "| velocity, at once | 2 | 32.0 | 1.00 | 5.00 |");
  }

  @Test
  void adds_up_what_several_looks_saw() {
    Map<String, BatchTotals> nothing = Map.of("decode", BatchTotals.NONE);
    batching.add(nothing, Map.of("decode", new BatchTotals(1, 10, 0.1)));
    batching.add(nothing, Map.of("decode", new BatchTotals(1, 22, 0.22)));
    assertThat(batching.rows()).isEqualTo("| decode, at once | 2 | 16.0 | 0.50 | 10.00 |");
  }
}
