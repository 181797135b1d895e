package dev.rollover.bench.tables;

import dev.rollover.plot.LineChart;
import dev.rollover.plot.Series;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How what a run has rises within the largest budget, in the mean over prompts. */
record RewardCurves(SetResults results) {

  /** What is drawn. */
  enum Which {
    /** The share of runs that had finished an exact image. */
    EXACT("Runs with an exact finished image so far", "share"),
    /** Of the images that a run could have answered with. */
    FINISHED("Best reward of a finished image so far", "mean reward"),
    /** Of posterior means on the way as well. */
    SCORED("Best reward of any image so far, looks ahead among them", "mean reward");

    private final String title;
    private final String upward;

    Which(String title, String upward) {
      this.title = title;
      this.upward = upward;
    }

    private @Nullable Double at(CurvePoint point) {
      return switch (this) {
        case EXACT -> isExact(point) ? 1.0 : 0.0;
        case FINISHED -> point.finished();
        case SCORED -> (Double) point.scored();
      };
    }

    private static boolean isExact(CurvePoint point) {
      Double rss = point.rss();
      return rss != null && rss == 0;
    }
  }

  /** Against NFE; absent if there is no curve to draw. */
  Optional<String> byNfe(Which which) {
    return draw(which, "NFE", result -> new MeanCurve(result, CurvePoint::nfe, which::at));
  }

  /** Against device time; absent if there is no curve to draw. */
  Optional<String> byTime(Which which) {
    return draw(
        which,
        "device time, seconds",
        result -> new MeanCurve(result, point -> result.times().of(point.calls()), which::at));
  }

  private Optional<String> draw(Which which, String clock, Function<CellResult, MeanCurve> curve) {
    List<Series> series =
        results.preset().methods().stream()
            .map(
                method ->
                    new Series(
                        method.name(),
                        results
                            .ofLargestBudget(method)
                            .map(result -> curve.apply(result).points())
                            .orElse(List.of())))
            .toList();
    return series.stream().allMatch(line -> line.points().isEmpty())
        ? Optional.empty()
        : Optional.of(new LineChart(which.title, clock, which.upward, series, true).draw());
  }
}
