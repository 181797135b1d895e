package dev.rollover.bench.tables;

import dev.rollover.plot.BarPanels;
import dev.rollover.plot.BarPanels.Bar;
import dev.rollover.plot.BarPanels.Panel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Where a run of the largest budget spends its NFE, in the mean. */
record StepCharts(SetResults results) {

  private static final MathContext DIGITS = new MathContext(4);

  /** NFE by the model's time, from noise (1) to image. */
  Optional<String> nfe() {
    return draw("NFE of a run by the model's time, 1 being noise", StepCharts::nfeBars);
  }

  /** NFE that a step handed on to the next, by the step. */
  Optional<String> rolledOver() {
    return draw(
        "NFE of a run that a step handed on to the next, by step", StepCharts::rolledOverBars);
  }

  private Optional<String> draw(String title, Function<CellResult, List<Bar>> bars) {
    List<Panel> panels =
        results.preset().methods().stream()
            .flatMap(method -> results.ofLargestBudget(method).stream())
            .map(result -> new Panel(result.cell().method().name(), bars.apply(result)))
            .filter(panel -> panel.bars().stream().anyMatch(bar -> bar.height() > 0))
            .toList();
    return panels.isEmpty() ? Optional.empty() : Optional.of(new BarPanels(title, panels).draw());
  }

  private static List<Bar> nfeBars(CellResult result) {
    SortedSet<Double> times = new TreeSet<>(Comparator.reverseOrder());
    result.outcomes().forEach(run -> times.addAll(run.nfeByTime().keySet()));
    List<Bar> bars = new ArrayList<>();
    for (double time : times) {
      bars.add(new Bar(label(time), result.mean(run -> run.nfeByTime().getOrDefault(time, 0))));
    }
    bars.add(new Bar("finish", result.mean(Outcome::finishNfe)));
    return bars;
  }

  private static List<Bar> rolledOverBars(CellResult result) {
    int last =
        result.outcomes().stream()
            .flatMap(run -> run.rolledOverByStep().keySet().stream())
            .max(Comparator.naturalOrder())
            .orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      int step = number;
      double mean = result.mean(run -> run.rolledOverByStep().getOrDefault(step, 0.0));
      bars.add(new Bar(String.valueOf(step), mean));
    }
    return bars;
  }

  private static String label(double time) {
    return BigDecimal.valueOf(time).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
