package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Bootstrap;
import dev.rollover.bench.tables.RewardCurves.Which;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The pictures of a preset's results on one set of prompts. */
final class Charts {

  private final Map<String, String> byName = new LinkedHashMap<>();

  private Charts() {}

  /** SVG documents by name; those of which there is nothing to show are left out. */
  static Map<String, String> of(SetResults results, Bootstrap bootstrap) {
    Charts charts = new Charts();
    if (results.preset().methods().stream().allMatch(method -> results.of(method).isEmpty())) {
      return Map.of();
    }
    AccuracyCharts accuracy = new AccuracyCharts(results, bootstrap);
    if (results.preset().budgets().size() > 1) {
      charts.add("accuracy-by-nfe", Optional.of(accuracy.byNfe()));
    }
    charts.add("accuracy-by-time", Optional.of(accuracy.byTime()));
    RewardCurves curves = new RewardCurves(results);
    for (Which which : Which.values()) {
      String name = which.name().toLowerCase(Locale.ROOT);
      charts.add(name + "-by-nfe", curves.byNfe(which));
      charts.add(name + "-by-time", curves.byTime(which));
    }
    StepCharts steps = new StepCharts(results);
    charts.add("nfe-by-step", steps.nfe());
    charts.add("rolled-over-by-step", steps.rolledOver());
    charts.add("images", new ImageCharts(results).draw());
    return charts.byName;
  }

  private void add(String name, Optional<String> chart) {
    chart.ifPresent(svg -> byName.put(name, svg));
  }
}
