package dev.rollover.bench.tables;

import dev.rollover.model.RgbImage;
import dev.rollover.search.Answer;
import dev.rollover.search.SearchState;
import dev.rollover.search.TracePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What is noted of a run, round by round. */
final class RunRecord {

  private final ToDoubleFunction<RgbImage> rss;
  private final List<CurvePoint> curve = new ArrayList<>();
  private final Map<Integer, Double> rolledOverByStep = new TreeMap<>();
  private final Diversity diversity = new Diversity();
  private @Nullable Answer answer;
  private @Nullable Double answerRss;
  private int rolledOver;

  /**
   * Notes nothing yet.
   *
   * @param rss how far an image is from what its prompt says
   */
  RunRecord(ToDoubleFunction<RgbImage> rss) {
    this.rss = rss;
  }

  /**
   * Notes a round.
   *
   * @param scored its candidates
   * @param images theirs, in their order
   * @param state after it
   */
  void round(List<TracePoint> scored, List<RgbImage> images, CallCounts calls, SearchState state) {
    if (scored.size() != images.size()) {
      throw new IllegalStateException(
          "%d candidates were scored by %d images".formatted(scored.size(), images.size()));
    }
    for (int index = 0; index < scored.size(); index++) {
      diversity.add(scored.get(index), images.get(index));
    }
    noteRollover(scored, state.budget().ledger().rolledOver());
    noteAnswer(state);
    noteRecords(calls, state);
  }

  /** Only a step that accepts a candidate before its quota runs out hands any of it on. */
  private void noteRollover(List<TracePoint> scored, int total) {
    List<Integer> steps =
        scored.stream()
            .filter(point -> point.accepted() && point.step() > 0)
            .map(TracePoint::step)
            .toList();
    for (int step : steps) {
      rolledOverByStep.merge(step, (double) (total - rolledOver) / steps.size(), Double::sum);
    }
    rolledOver = total;
  }

  private void noteAnswer(SearchState state) {
    if (state.answers().isEmpty() || !state.answers().getFirst().finished()) {
      return;
    }
    Answer best = state.answers().getFirst();
    if (!best.equals(answer)) {
      answer = best;
      answerRss = rss.applyAsDouble(best.image());
    }
  }

  private void noteRecords(CallCounts calls, SearchState state) {
    if (state.trace().isEmpty()) {
      return;
    }
    double best = state.trace().getLast().best();
    Double finished = answer == null ? null : (Double) answer.score().value();
    CurvePoint last = curve.isEmpty() ? null : curve.getLast();
    if (last == null || best > last.scored() || !equal(finished, last.finished())) {
      int nfe = state.budget().ledger().nfe();
      curve.add(new CurvePoint(nfe, calls, best, finished, answerRss));
    }
  }

  private static boolean equal(@Nullable Double one, @Nullable Double other) {
    return one == null ? other == null : one.equals(other);
  }

  Map<Integer, Double> rolledOverByStep() {
    return rolledOverByStep;
  }

  /** See {@link Diversity#mean()}; the last round must be over. */
  @Nullable Double diversity() {
    return diversity.mean().stream().boxed().findFirst().orElse(null);
  }

  List<CurvePoint> curve() {
    return curve;
  }

  /** The best finished image, if there is one. */
  @Nullable RgbImage image() {
    return answer == null ? null : answer.image();
  }
}
