package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.bench.statistics.Interval;
import dev.rollover.shapes.PromptSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  private final Preset preset =
      new Preset(
          "T",
          List.of(PromptSet.HARD),
          10,
          List.of(100),
          "BoN",
          false,
          List.of(Samples.BON, Samples.RBF));

  @Test
  void a_difference_that_is_more_than_chance_is_bold() {
    assertThat(row(new Interval(.25, .1, .4), false))
        .startsWith("| RBF | 100 | 0.75 [0.60, 0.90] | **+0.25 [+0.10, +0.40]** | – | – | 90 |");
    assertThat(row(new Interval(-.25, -.4, -.1), false)).contains("**-0.25 [-0.40, -0.10]**");
    assertThat(row(new Interval(.1, -.1, .3), false)).contains("| +0.10 [-0.10, +0.30] |");
  }

  @Test
  void last_bits_are_no_difference() {
    assertThat(row(new Interval(1e-9, 1e-9, 1e-9), false)).doesNotContain("**");
  }

  @Test
  void a_method_that_is_cut_says_so() {
    assertThat(row(new Interval(0, 0, 0), true)).startsWith("| RBF | 100, cut |");
  }

  @Test
  void a_method_that_cannot_be_run_says_why() {
    Row row = new Row("RBF", 20, false, "must be at least 28", null);

    assertThat(written(row)).contains("| RBF | 20 | must be at least 28 |");
  }

  private String row(@Nullable Interval gain, boolean cut) {
    Row.Figures figures =
        new Row.Figures(
            new Interval(.75, .6, .9), gain, null, null, null, 90.4, 20, 20, 1.5, 1.6, null);
    return written(new Row("RBF", 100, cut, null, figures))
        .lines()
        .filter(line -> line.startsWith("| RBF"))
        .findFirst()
        .orElseThrow();
  }

  private String written(Row row) {
    Table table = new Table(PromptSet.HARD, 100, null, List.of(row));
    return new MarkdownReport(preset, "How.", false).write(List.of(table), Map.of());
  }
}
