package dev.rollover.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Scales;
import dev.rollover.reward.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a search carries between two rounds; immutable. Stored by {@link SearchStateCodec} and
 * resumed from there, it goes on as if it had never stopped.
 *
 * @param budget the ledger and its limits
 * @param best the best images so far, the best first
 * @param trace every scored candidate, in the order of scoring
 * @param progress its phase, and what its rule carries
 * @param scales that rewards are on, of those that are normalised
 * @param ending why the search is over or about to be; absent while it goes on
 */
public record SearchState(
    Budget budget,
    List<Candidate> best,
    List<TracePoint> trace,
    Progress progress,
    Scales scales,
    @Nullable Ending ending) {

  public SearchState {
    best = List.copyOf(best);
    trace = List.copyOf(trace);
    // An older version had none.
    scales = scales == null ? Scales.NONE : scales;
  }

  static SearchState start(Budget budget, Progress progress) {
    return new SearchState(budget, List.of(), List.of(), progress, Scales.NONE, null);
  }

  /** Whether nothing is left to do. */
  @JsonIgnore
  public boolean isOver() {
    return progress instanceof Progress.Done;
  }

  /** Whether a finished image is good enough. */
  boolean hasReachedTarget() {
    return !best.isEmpty()
        && best.getFirst().finished()
        && budget.isTarget(best.getFirst().reward());
  }

  /** The best images so far, the best first; finished ones before those on the way. */
  public List<Answer> answers() {
    return best.stream().map(Candidate::answer).toList();
  }

  /** The same once a judge was paid that looked at its answers, and decided nothing. */
  public SearchState paying(JudgeUse judge) {
    return with(budget.spendJudge(judge), progress);
  }

  SearchState with(Budget spent, Progress next) {
    return new SearchState(spent, best, trace, next, scales, ending);
  }

  SearchState with(Progress next) {
    return with(budget, next);
  }

  /** The same under other limits, and not over for want of the old ones. */
  SearchState within(BudgetLimits limits) {
    return new SearchState(budget.within(limits), best, trace, progress, scales, null);
  }

  SearchState endingBy(Ending reason) {
    return new SearchState(budget, best, trace, progress, scales, reason);
  }

  /**
   * Learns the reward's scales from a call's images. While they run, all numbers so far are put on
   * the new ones, so that those of trace and answers can be compared at any time; what the search
   * has decided by the old ones stays decided. Once they are kept, nothing changes any more.
   *
   * @param scored of the call, as the reward gave them
   */
  SearchState learning(Reward reward, List<Score> scored, int keep) {
    Scales learnt = scales.learning(reward.normalised(), scored);
    if (learnt.equals(scales)) {
      return this;
    }
    List<TracePoint> restated = new ArrayList<>();
    double record = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trace.size(); i++) {
      double value = reward.on(learnt, scales.seen().get(i)).value();
      record = Math.max(record, value);
      restated.add(trace.get(i).worth(value, record));
    }
    Stream<Candidate> again = best.stream().map(each -> each.on(learnt, reward));
    return new SearchState(budget, Candidate.best(again, keep), restated, progress, learnt, ending);
  }

  /**
   * Notes scored candidates in the trace, and the best {@code keep} of them as answers. Of those
   * that the reward could not tell, there is nothing to note.
   */
  SearchState judged(List<Candidate> judged, Predicate<Candidate> accepted, int keep) {
    List<Candidate> candidates = judged.stream().filter(Candidate::isKnown).toList();
    List<TracePoint> longer = new ArrayList<>(trace);
    double record = trace.isEmpty() ? Double.NEGATIVE_INFINITY : trace.getLast().best();
    for (Candidate candidate : candidates) {
      record = Math.max(record, candidate.reward());
      longer.add(
          new TracePoint(
              budget.ledger().nfe(),
              budget.ledger().seconds(),
              candidate.particle().chain(),
              candidate.particle().step(),
              candidate.reward(),
              record,
              accepted.test(candidate),
              candidate.finished(),
              budget.ledger().rolledOver()));
    }
    return new SearchState(budget, best, longer, progress, scales, ending)
        .keeping(candidates, keep);
  }

  /** Takes candidates among the answers, in place of what they grew from. */
  SearchState keeping(List<Candidate> candidates, int keep) {
    Stream<Candidate> known = candidates.stream().filter(Candidate::isKnown);
    List<Candidate> kept = Candidate.best(Stream.concat(best.stream(), known), keep);
    return new SearchState(budget, kept, trace, progress, scales, ending);
  }
}
