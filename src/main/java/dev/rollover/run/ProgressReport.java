package dev.rollover.run;

import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.RgbImage;
import dev.rollover.search.Ledger;
import dev.rollover.search.SearchState;
import dev.rollover.search.TracePoint;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports a search's course to its watch: what each round spent, a line when it scored something,
 * and a small image when that was better.
 */
final class ProgressReport {

  private final RunWatch watch;
  private final ResolvedRequest request;
  private Ledger reported;
  private double previewed = Double.NEGATIVE_INFINITY;

  /**
   * Reports to a watch.
   *
   * @param before where the search stands before the first round that is to be reported
   */
  ProgressReport(RunWatch watch, ResolvedRequest request, SearchState before) {
    this.watch = watch;
    this.request = request;
    this.reported = before.budget().ledger();
    bring(before);
  }

  private void bring(SearchState state) {
    watch.brought(new SearchOutcome(request, state)::soFar, state);
  }

  /**
   * Reports a round.
   *
   * @param scored in it; a round that scores nothing is not worth a line
   * @param after where the search stands now
   */
  void round(List<TracePoint> scored, SearchState after) {
    if (!scored.isEmpty()) {
      watch.progress(line(scored));
    }
    Ledger ledger = after.budget().ledger();
    bring(after);
    watch.spent(reported, ledger, best(after));
    reported = ledger;
  }

  /** Reports where the search stands after a round that came to nothing. */
  void failed(SearchState after) {
    bring(after);
  }

  private static GenerationEvent.Progress line(List<TracePoint> scored) {
    TracePoint last = scored.getLast();
    return new GenerationEvent.Progress(
        last.step(),
        last.nfe(),
        scored.stream().mapToDouble(TracePoint::reward).max().orElseThrow(),
        last.best(),
        scored.stream().anyMatch(TracePoint::accepted),
        last.rolledOver());
  }

  private static @Nullable Double best(SearchState state) {
    return state.trace().isEmpty() ? null : state.trace().getLast().best();
  }

  /** Whether the run is to end now; meanwhile stores what was reported, when it is time to. */
  boolean shouldEnd(SearchState state) {
    if (watch.isDue() && !state.answers().isEmpty()) {
      preview(state);
    }
    return watch.shouldEnd();
  }

  private void preview(SearchState state) {
    double reward = state.answers().getFirst().score().value();
    if (reward > previewed) {
      previewed = reward;
      RgbImage small = Thumbnail.of(state.answers().getFirst().image());
      watch.preview(
          new GenerationEvent.Preview(
              state.budget().ledger().nfe(),
              reward,
              small.width(),
              small.height(),
              Base64.getEncoder().encodeToString(PngFile.encode(small, Map.of()))));
    }
  }
}
