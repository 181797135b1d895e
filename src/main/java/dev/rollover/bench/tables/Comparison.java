package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.bench.statistics.Interval;
import dev.rollover.shapes.PromptSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A preset's tables, each comparison at both clocks.
 *
 * <p><b>At equal NFE</b> every method has the same budget in NFE, and what it ended with is told.
 *
 * <p><b>At equal device time</b> every method has the time T that the reference takes for that
 * budget ({@link CellResult#secondsOfBudget}). What a method does in that time is not cut out of
 * its curve at equal NFE: a search whose quotas follow from its budget is in the midst of its way
 * at T, and whoever has time T would have given it another budget. So each method is run once more,
 * with the NFE that T pays for at its own rate, and what it ends with is told; where one of its
 * budgets takes T already, to two in a hundred, that one stands. A method that cannot be run with
 * so few is read from its smallest budget's curve at T, where it has one: the best that it had
 * finished by then.
 */
final class Comparison {

  /** A budget found by the rate of another may miss the time, and then be found by its own. */
  private static final int ATTEMPTS = 4;

  private final Preset preset;
  private final Cells cells;
  private final Bootstrap bootstrap;

  /** A comparison of nothing yet. */
  Comparison(Preset preset, Cells cells, Bootstrap bootstrap) {
    this.preset = preset;
    this.cells = cells;
    this.bootstrap = bootstrap;
  }

  /** Runs what is needed at equal NFE, then at equal device time. */
  void run(Progress progress) throws InterruptedException, ExecutionException {
    cells.run(atEqualNfe(), progress);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      cells.run(atEqualTime(), progress);
    }
  }

  private List<Cell> atEqualNfe() {
    return preset.prompts().stream()
        .flatMap(
            set ->
                preset.budgets().stream()
                    .flatMap(
                        nfe -> preset.methods().stream().map(method -> new Cell(method, set, nfe))))
        .toList();
  }

  /** For each method the cell that the reference's time pays for, unless one takes that already. */
  private List<Cell> atEqualTime() {
    List<Cell> more = new ArrayList<>();
    for (Cell cell : atEqualNfe()) {
      secondsOfReference(cell.prompts(), cell.nfe())
          .flatMap(seconds -> affordable(cell, seconds))
          .ifPresent(more::add);
    }
    return more;
  }

  private Optional<Cell> affordable(Cell cell, double seconds) {
    OptionalInt nfe = budgets(cell).map(by -> by.toTry(seconds)).orElse(OptionalInt.empty());
    return nfe.stream()
        .mapToObj(affordable -> new Cell(cell.method(), cell.prompts(), affordable))
        .filter(more -> cells.fault(more) == null)
        .findFirst();
  }

  /** Of a cell's method, if any could be run. */
  private Optional<BudgetForTime> budgets(Cell cell) {
    List<CellResult> results = new SetResults(preset, cell.prompts(), cells).of(cell.method());
    return results.isEmpty() ? Optional.empty() : Optional.of(new BudgetForTime(results));
  }

  private Optional<Double> secondsOfReference(PromptSet set, int nfe) {
    return cells.find(new Cell(reference(), set, nfe)).map(CellResult::secondsOfBudget);
  }

  private Method reference() {
    return preset.methods().stream()
        .filter(method -> method.name().equals(preset.reference()))
        .findFirst()
        .orElseThrow();
  }

  /** The tables of what was run: of each set of prompts and each budget, at both clocks. */
  List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (PromptSet set : preset.prompts()) {
      for (int nfe : preset.budgets()) {
        tables.add(equalNfe(set, nfe));
        secondsOfReference(set, nfe).ifPresent(seconds -> tables.add(equalTime(set, nfe, seconds)));
      }
    }
    return List.copyOf(tables);
  }

  private Table equalNfe(PromptSet set, int nfe) {
    @Nullable Reading reference = whole(new Cell(reference(), set, nfe));
    List<Row> rows = new ArrayList<>();
    for (Method method : preset.methods()) {
      Cell cell = new Cell(method, set, nfe);
      rows.add(row(method, nfe, whole(cell), reference, cells.fault(cell)));
    }
    return new Table(set, nfe, null, rows);
  }

  private @Nullable Reading whole(Cell cell) {
    return cells.find(cell).map(Reading::whole).orElse(null);
  }

  private Table equalTime(PromptSet set, int nfe, double seconds) {
    Reading reference = Reading.whole(cells.find(new Cell(reference(), set, nfe)).orElseThrow());
    List<Row> rows = new ArrayList<>();
    for (Method method : preset.methods()) {
      Cell cell = new Cell(method, set, nfe);
      @Nullable Reading reading =
          method.equals(reference())
              ? reference
              : budgets(cell).map(budgets -> budgets.within(seconds)).orElse(null);
      int budget = reading == null ? nfe : reading.result().cell().nfe();
      rows.add(row(method, budget, reading, reference, cells.fault(cell)));
    }
    return new Table(set, nfe, seconds, rows);
  }

  private Row row(
      Method method,
      int nfe,
      @Nullable Reading reading,
      @Nullable Reading reference,
      @Nullable String fault) {
    if (reading == null) {
      return new Row(method.name(), nfe, false, fault, null);
    }
    return new Row(method.name(), nfe, reading.isCut(), null, figures(reading, reference));
  }

  private Row.Figures figures(Reading reading, @Nullable Reading reference) {
    CellResult result = reading.result();
    boolean complete = reading.isComplete();
    return new Row.Figures(
        bootstrap.mean(reading.exact()),
        reference == null ? null : bootstrap.difference(reading.exact(), reference.exact()),
        complete ? bootstrap.mean(reading.rss()) : null,
        complete && reference != null && reference.isComplete()
            ? bootstrap.difference(reading.rss(), reference.rss())
            : null,
        complete ? bootstrap.mean(reading.reward()) : null,
        result.mean(Outcome::nfe),
        result.mean(Outcome::decodes),
        result.mean(Outcome::rewardCalls),
        result.mean(run -> Math.min(result.deviceSeconds(run), reading.deviceSeconds())),
        result.secondsOfBudget(),
        diversity(result));
  }

  private @Nullable Interval diversity(CellResult result) {
    double[] known =
        result.outcomes().stream()
            .flatMap(outcome -> Stream.ofNullable(outcome.diversity()))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return known.length == 0 ? null : bootstrap.mean(known);
  }
}
