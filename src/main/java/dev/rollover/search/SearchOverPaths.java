package dev.rollover.search;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Search over paths (Ma et al., "Inference-time scaling for diffusion models beyond scaling
 * denoising steps", 2025, arXiv 2501.09732): samples are noised again and led back, a little
 * further each time.
 *
 * <pre>
 * x ← the best of {@code initialParticles} noises by r(x_{0|1}), for each chain
 * x ← ODE(x from 1 to t_0);  t ← t_0
 * for each of the R rounds that the NFE pay for:
 *   x'_k ← (α'/α)·x + √(σ'² − (α'/α)²σ²)·ε_k  at t + Δ_f, for k = 1 … K and each chain's x
 *   x'_k ← ODE(x'_k from t + Δ_f to t + Δ_f − Δ_b);  r_k ← r(x'_{k,0|s}), s its last evaluated time
 *   x ← each chain's argmax of r_k (or the N best of all);  t ← max(0, t + Δ_f − Δ_b)
 * x_0 ← finish(the best x' of all rounds)
 * </pre>
 *
 * <p>Δ_b − Δ_f = min(backward − forward, t/R), with R counted anew before each round: the last
 * round that the budget pays for ends at the image, as the published code's fourth does; a budget
 * for fewer rounds than that ends on the way. The path, its times and how a step is made are the
 * settings'; a segment's times are the grid's, scaled to it. What no round has bettered is not lost
 * with its round: the best candidates of all are remembered, the first samples among them, and
 * answered in the end.
 */
final class SearchOverPaths implements Rule<Segment> {

  private final SamplingSettings settings;
  private final SearchOverPathsSettings own;
  private final SegmentStates states;
  private final int finalists;
  private final int finishNfe;

  SearchOverPaths(SearchPlan plan, SearchOverPathsSettings own, Sampling sampling) {
    this.settings = plan.settings().sampling();
    this.own = own;
    this.states = new SegmentStates(settings, own, sampling);
    this.finalists = own.finalists(settings, plan.keep());
    this.finishNfe = own.finishNfe(settings, plan.keep());
  }

  @Override
  public Segment start(Budget budget) {
    return Segment.start(own.start());
  }

  @Override
  public Draw<Segment> draw(Segment segment) {
    boolean ends = states.left(segment) == 1;
    return segment.isFresh()
        ? new Draw<>(
            segment, states.noises(), Phase.INITIAL, ends || settings.initialParticles() > 1)
        : new Draw<>(segment, states.next(segment), Phase.SEARCH, ends);
  }

  @Override
  public Turn<Segment> walked(Segment segment, List<Particle> evaluated, Budget budget) {
    return Turn.draw(segment.walked(evaluated));
  }

  @Override
  public Turn<Segment> settle(Segment before, List<Candidate> candidates, Budget budget) {
    List<Candidate> survivors = survivors(before, candidates);
    Segment segment = before.walked(particles(survivors));
    if (before.isFresh()) {
      return Turn.draw(segment).accepting(survivors);
    }
    List<Candidate> best =
        Candidate.best(Stream.concat(before.unfinished().stream(), candidates.stream()), finalists);
    Segment ended = segment.ended(states.next(segment), best);
    return settled(ended, survivors, budget).accepting(survivors);
  }

  private List<Candidate> survivors(Segment segment, List<Candidate> candidates) {
    if (segment.round() > 0 && own.survivors() == Survivors.OF_ALL) {
      return Candidate.best(candidates.stream(), settings.chains());
    }
    return Candidate.bestOfEachChain(candidates);
  }

  /** Finishes at once what reaches the target, if that leaves NFE for another round. */
  private Turn<Segment> settled(Segment ended, List<Candidate> survivors, Budget budget) {
    List<Candidate> promising =
        survivors.stream().filter(each -> budget.isTarget(each.reward())).toList();
    int cost = promising.size() * settings.finishNfe() + own.roundNfe(settings);
    return promising.isEmpty() || cost > budget.affordable() - finishNfe
        ? next(ended, budget)
        : Turn.finish(
            ended.finishing(promising), new Finish(particles(promising), settings.finishSteps()));
  }

  private Turn<Segment> next(Segment ended, Budget budget) {
    @Nullable Segment round = round(ended, budget);
    if (round != null) {
      return Turn.draw(round);
    }
    List<Candidate> best = ended.unfinished();
    return best.isEmpty() ? Turn.over(ended) : Turn.answer(ended.finishing(best), best);
  }

  /** The next round, if the NFE pay for it. */
  private @Nullable Segment round(Segment ended, Budget budget) {
    int rounds = (budget.affordable() - finishNfe) / own.roundNfe(settings);
    double fastest = own.backward() - own.forward();
    return rounds <= 0 ? null : ended.descending(Math.min(fastest, ended.from() / rounds));
  }

  private static List<Particle> particles(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::particle).toList();
  }

  @Override
  public Turn<Segment> finished(Segment segment, List<Candidate> images, Budget budget) {
    return segment.isBetween() ? next(segment, budget) : Turn.draw(segment);
  }

  @Override
  public @Nullable Turn<Segment> conclude(Segment segment, SearchState standing) {
    if (standing.progress() instanceof Progress.Finishing) {
      return null;
    }
    if (!segment.unfinished().isEmpty()) {
      return Turn.answer(segment.finishing(segment.unfinished()), segment.unfinished());
    }
    if (!standing.best().isEmpty() && standing.best().getFirst().finished()) {
      return Turn.over(segment);
    }
    List<Particle> known = standing.progress().known();
    List<Particle> particles = known.isEmpty() ? segment.standing() : known;
    return particles.isEmpty() ? null : Turn.finish(segment, new Finish(particles, 1));
  }

  @Override
  public int roundsToConclude() {
    return settings.finishSteps();
  }

  /**
   * Goes on to the segment's end, and with as many rounds as are paid for then; at the image these
   * lead back to it. Each goes back by less than it would have gone by the smaller budget.
   */
  @Override
  public @Nullable Segment extended(Segment segment, Budget budget) {
    if (segment.isBetween()) {
      return round(segment, budget);
    }
    int nfeToEnd =
        segment.isFresh()
            ? own.firstNfe(settings)
            : segment.standing().size() * states.left(segment);
    return nfeToEnd + finishNfe <= budget.affordable() ? segment : null;
  }

  /** What is judged ends its segment, and the next is planned by what there is to spend then. */
  @Override
  public Segment extendedWhileJudged(Segment segment, Budget budget) {
    return segment;
  }
}
