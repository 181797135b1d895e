package dev.rollover.bench.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a cell had by some device time: the best image that each had <em>finished</em>
 * by then. A run that had finished none by then counts as not exact, even where it had looked ahead
 * at an exact one.
 *
 * @param result of the cell
 * @param deviceSeconds the time; infinite for what the runs ended with
 */
record Reading(CellResult result, double deviceSeconds) {

  /** What the runs ended with. */
  static Reading whole(CellResult result) {
    return new Reading(result, Double.POSITIVE_INFINITY);
  }

  /** Whether some run went on after that. */
  boolean isCut() {
    return result.outcomes().stream().anyMatch(run -> result.deviceSeconds(run) > deviceSeconds);
  }

  /** One number a prompt: the share of its runs that had an exact image. */
  double[] exact() {
    return result.perPrompt(
        run -> last(run, CurvePoint::rss).filter(rss -> rss == 0).isPresent() ? 1 : 0);
  }

  /** Whether every run had finished an image, so that there are RSS and rewards to tell. */
  boolean isComplete() {
    return result.outcomes().stream().allMatch(run -> last(run, CurvePoint::rss).isPresent());
  }

  /**
   * One number a prompt: the RSS of its best finished image.
   *
   * @throws java.util.NoSuchElementException if this is not complete
   */
  double[] rss() {
    return result.perPrompt(run -> last(run, CurvePoint::rss).orElseThrow());
  }

  /**
   * One number a prompt: the reward of its best finished image.
   *
   * @throws java.util.NoSuchElementException if this is not complete
   */
  double[] reward() {
    return result.perPrompt(run -> last(run, CurvePoint::finished).orElseThrow());
  }

  private Optional<Double> last(Outcome run, Function<CurvePoint, @Nullable Double> figure) {
    return pointsByThen(run).reversed().stream().findFirst().map(figure);
  }

  private List<CurvePoint> pointsByThen(Outcome run) {
    return run.curve().stream()
        .takeWhile(point -> result.times().of(point.calls()) <= deviceSeconds)
        .toList();
  }
}
