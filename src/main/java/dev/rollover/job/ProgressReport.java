package dev.rollover.job;

import dev.rollover.model.RgbImage;
import dev.rollover.search.SearchState;
import dev.rollover.search.TracePoint;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reports a search's course to its watch: a line a round, and a small image when it improves. */
final class ProgressReport {

  private final RunWatch watch;
  private final ResolvedRequest request;
  private double previewed = Double.NEGATIVE_INFINITY;

  ProgressReport(RunWatch watch, ResolvedRequest request) {
    this.watch = watch;
    this.request = request;
  }

  /** Reports what a round scored; rounds that score nothing are not worth a line. */
  void round(List<TracePoint> scored) {
    if (scored.isEmpty()) {
      return;
    }
    TracePoint last = scored.getLast();
    watch.progress(
        new GenerationEvent.Progress(
            last.step(),
            last.nfe(),
            scored.stream().mapToDouble(TracePoint::reward).max().orElseThrow(),
            last.best(),
            scored.stream().anyMatch(TracePoint::accepted),
            last.rolledOver()));
  }

  /** Whether the run is to end now; meanwhile stores what was reported, when it is time to. */
  boolean shouldEnd(SearchState state) {
    if (watch.isDue() && !state.answers().isEmpty()) {
      preview(state);
    }
    return watch.shouldEnd(new SearchOutcome(request, state).soFar());
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
