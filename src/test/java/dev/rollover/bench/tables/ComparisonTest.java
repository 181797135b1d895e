package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.bench.statistics.Interval;
import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An NFE of BoN takes a second, one of RBF three; BoN finds an exact image for every other prompt,
 * RBF for all if it has at least 200 NFE.
 */
class ComparisonTest {

  @TempDir private Path folder;
  private Outcomes outcomes;
  private final List<Trial> runs = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    outcomes = Outcomes.open(folder.resolve("outcomes.jsonl"));
  }

  @AfterEach
  void close() throws IOException {
    outcomes.close();
  }

  @Test
  void at_equal_nfe_all_have_the_budget_and_are_compared_prompt_by_prompt() throws Exception {
    Table table = compared(600, Samples.RBF).getFirst();

    assertThat(table.deviceSeconds()).isNull();
    assertThat(table.rows()).extracting(Row::nfe).containsExactly(600, 600);
    assertThat(figures(table, 0).exact().value()).isEqualTo(.5);
    assertThat(figures(table, 0).gain()).isEqualTo(new Interval(0, 0, 0));
    assertThat(figures(table, 1).exact().value()).isEqualTo(1);
    assertThat(Objects.requireNonNull(figures(table, 1).gain()).value()).isEqualTo(.5);
    assertThat(figures(table, 1).deviceSeconds()).isCloseTo(1800, within(1e-6));
  }

  @Test
  void at_equal_time_each_is_run_with_the_nfe_that_the_references_time_pays_for() throws Exception {
    Table table = compared(600, Samples.RBF).getLast();

    assertThat(table.deviceSeconds()).isEqualTo(600);
    assertThat(table.rows()).extracting(Row::nfe).containsExactly(600, 200);
    assertThat(table.rows()).extracting(Row::cut).containsExactly(false, false);
    assertThat(figures(table, 1).exact().value()).isEqualTo(1);
    assertThat(figures(table, 1).budgetSeconds()).isCloseTo(600, within(1e-6));
  }

  @Test
  void a_method_that_takes_as_long_is_not_run_again() throws Exception {
    Method other = new Method("BoN, 4 steps", Map.of("algorithm", "bon", "steps", 4));

    Table table = compared(600, other).getLast();

    assertThat(runs).hasSize(2 * 10);
    assertThat(table.rows()).extracting(Row::nfe).containsExactly(600, 600);
  }

  @Test
  void a_method_that_cannot_be_run_with_so_few_is_cut_where_the_time_is_over() throws Exception {
    Table table = compared(50, Samples.RBF).getLast();

    // 50 / 3 NFE are too few for two chains.
    assertThat(table.rows().getLast()).returns(50, Row::nfe).returns(true, Row::cut);
    assertThat(figures(table, 1).exact().value()).isZero();
    assertThat(figures(table, 1).rss()).isNull();
    assertThat(figures(table, 1).deviceSeconds()).isEqualTo(50);
  }

  @Test
  void a_budget_too_small_is_told_in_the_row() throws Exception {
    List<Table> tables = compared(20, Samples.RBF);

    assertThat(tables.getFirst().rows().getLast().fault()).contains("at least");
    assertThat(tables.getLast().rows().getLast().figures()).isNull();
    assertThat(figures(tables.getFirst(), 0).exact().value()).isEqualTo(.5);
  }

  @Test
  void a_wrong_setting_is_the_presets_fault() {
    Method wrong = new Method("wrong", Map.of("algorithm", "bon", "steps", -1));

    assertThatThrownBy(() -> compared(100, wrong))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("steps");
  }

  @Test
  void what_is_known_is_not_run_again() throws Exception {
    List<Table> first = compared(600, Samples.RBF);
    assertThat(runs).hasSize(3 * 10);
    runs.clear();

    assertThat(compared(600, Samples.RBF)).isEqualTo(first);
    assertThat(runs).isEmpty();
  }

  @Test
  void a_search_that_fails_ends_the_table_but_keeps_the_others_outcomes() throws Exception {
    Cells.Runner fails =
        (key, trial) -> {
          if (trial.seed() % 10 == 3) {
            throw new IllegalStateException("no device");
          }
          return run(key, trial);
        };

    assertThatThrownBy(() -> compared(100, Samples.RBF, fails))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no device");
    assertThat(runs).hasSize(2 * 9);
    compared(100, Samples.RBF);
    assertThat(runs).hasSizeGreaterThanOrEqualTo(2 * 10);
  }

  private List<Table> compared(int nfe, Method method) throws Exception {
    return compared(nfe, method, this::run);
  }

  private List<Table> compared(int nfe, Method method, Cells.Runner runner) throws Exception {
    Preset preset =
        new Preset(
            "T",
            List.of(PromptSet.HARD),
            10,
            List.of(nfe),
            "BoN",
            false,
            List.of(Samples.BON, method));
    Cells cells =
        new Cells(
            new Trials(10, 1, 5, 0.0),
            new Keys("model", List.of(), List.of()),
            outcomes,
            runner,
            3,
            Samples.A_SECOND_A_VELOCITY);
    Comparison comparison = new Comparison(preset, cells, new Bootstrap(1));
    comparison.run(new Progress("test", new PrintStream(OutputStream.nullOutputStream()), () -> 0));
    return comparison.tables();
  }

  private Outcome run(String key, Trial trial) {
    synchronized (runs) {
      runs.add(trial);
    }
    int nfe = trial.cell().nfe();
    boolean rbf = trial.cell().method().equals(Samples.RBF);
    boolean exact = rbf ? nfe >= 200 : trial.seed() % 2 == 0;
    CallCounts calls = Samples.velocities(rbf ? 3 * nfe : nfe);
    double rss = exact ? 0 : 1;
    return Samples.run(key, trial.seed(), nfe, null, new CurvePoint(nfe, calls, -rss, -rss, rss));
  }

  private static Row.Figures figures(Table table, int row) {
    return Objects.requireNonNull(table.rows().get(row).figures());
  }
}
