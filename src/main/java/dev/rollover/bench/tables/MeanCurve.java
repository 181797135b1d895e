package dev.rollover.bench.tables;

import dev.rollover.plot.Series.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a record rises in the mean over the runs of a cell: from where the last of them has any value
 * to where the last of them rises.
 *
 * @param result of the cell
 * @param clock what has passed at a point of a run's curve: NFE or device time
 * @param record what a run has at that point, if it has anything yet
 */
record MeanCurve(
    CellResult result,
    ToDoubleFunction<CurvePoint> clock,
    Function<CurvePoint, @Nullable Double> record) {

  private static final int POINTS = 160;

  /** Points at equal ratios of the clock; none if a run never had a value. */
  List<Point> points() {
    OptionalDouble begin = begin();
    if (begin.isEmpty()) {
      return List.of();
    }
    double end = Math.max(end(), begin.getAsDouble());
    List<Point> points = new ArrayList<>();
    for (int index = 0; index < POINTS; index++) {
      double share = index / (POINTS - 1.0);
      double at = begin.getAsDouble() * Math.pow(end / begin.getAsDouble(), share);
      // The power may fall short of the end by a last bit.
      at = index == POINTS - 1 ? end : at;
      points.add(new Point(at, mean(at)));
    }
    return points;
  }

  private OptionalDouble begin() {
    double latest = 0;
    for (Outcome run : result.outcomes()) {
      Optional<CurvePoint> first =
          run.curve().stream().filter(point -> record.apply(point) != null).findFirst();
      if (first.isEmpty()) {
        return OptionalDouble.empty();
      }
      latest = Math.max(latest, clock.applyAsDouble(first.get()));
    }
    return OptionalDouble.of(latest);
  }

  private double end() {
    return result.outcomes().stream()
        .mapToDouble(run -> clock.applyAsDouble(run.curve().getLast()))
        .max()
        .orElseThrow();
  }

  private double mean(double at) {
    return result.mean(run -> value(run, at));
  }

  private double value(Outcome run, double at) {
    return run.curve().stream()
        .takeWhile(point -> clock.applyAsDouble(point) <= at)
        .reduce((earlier, later) -> later)
        .map(record)
        .orElseThrow();
  }
}
