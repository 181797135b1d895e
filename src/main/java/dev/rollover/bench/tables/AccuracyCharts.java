package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.bench.statistics.Interval;
import dev.rollover.plot.LineChart;
import dev.rollover.plot.Series;
import dev.rollover.plot.Series.Point;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The share of exact images by budget, at both clocks. */
record AccuracyCharts(SetResults results, Bootstrap bootstrap) {

  private static final String SHARE = "share of exact images";

  /** By the budget's NFE. */
  String byNfe() {
    List<Series> series = series(results::atEqualNfe, result -> result.cell().nfe());
    return new LineChart("Exact images by budget", "budget, NFE", SHARE, series, false).draw();
  }

  /** By the device time that the budget takes. */
  String byTime() {
    List<Series> series = series(results::of, CellResult::secondsOfBudget);
    String title = "Exact images by the device time of the budget";
    return new LineChart(title, "device time, seconds", SHARE, series, false).draw();
  }

  private List<Series> series(
      Function<Method, List<CellResult>> ofMethod, ToDoubleFunction<CellResult> clock) {
    return results.preset().methods().stream()
        .map(
            method ->
                new Series(
                    method.name(),
                    ofMethod.apply(method).stream()
                        .sorted(Comparator.comparingDouble(clock))
                        .map(result -> point(result, clock))
                        .toList()))
        .toList();
  }

  private Point point(CellResult result, ToDoubleFunction<CellResult> clock) {
    Interval exact = bootstrap.mean(Reading.whole(result).exact());
    return new Point(clock.applyAsDouble(result), exact.value(), exact.low(), exact.high());
  }
}
