package dev.rollover.search;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rollover Budget Forcing (Kim, Yoon, Hwang and Sung, 2025, Algorithm 2), for each chain:
 *
 * <pre>
 * x ← the best of {@code initialParticles} noises by r(x_{0|1});  r* ← its reward
 * for step i = 1 … M − 1 with quota Q_i:
 *   for j = 1 … Q_i:
 *     draw x' from x by one step of the SDE
 *     if r(x'_{0|t}) &gt; r*:  r* ← that reward;  Q_{i+1} ← Q_{i+1} + Q_i − j;  x ← x';  next step
 *   otherwise:  x ← the best x' of this step, r* stays
 * x_0 ← finish(the best x of the last step)
 * </pre>
 *
 * <p>With several {@code rounds}, new chains begin at new noises when the old ones are through, for
 * as long as the budget lasts.
 *
 * <p>All chains draw at once, each {@code draws} times {@code particles} candidates: a draw is the
 * best of its particles, and the first draw above r* is taken, so that the decisions are those of
 * drawing one after another while the budget does not bind. By threshold, a draw is taken that
 * reaches δ_i, whatever r* is (Verifier-Threshold, 2512.08985). A step is left early when its
 * patience is out. The published code's variant differs in {@link RolloverQuotas}; its last step
 * takes nothing before all is spent. The step to the image itself is the deterministic {@link
 * Finish}, since noise that it added would stay. What a chain does about its candidates is a {@link
 * RolloverDecision}.
 *
 * <p>With a target, a look ahead that reaches it is taken even if it is not above r*, and finished
 * at once if the chain can spare that; should the finished image fall short, the search goes on.
 */
final class RolloverBudgetForcing implements Rule<Rollover> {

  private final SamplingSettings settings;
  private final RolloverSettings own;
  private final Sampling sampling;
  private final RolloverRounds rounds;

  RolloverBudgetForcing(SearchPlan plan, RolloverSettings own, Sampling sampling) {
    this.settings = plan.settings().sampling();
    this.own = own;
    this.sampling = sampling;
    this.rounds = new RolloverRounds(plan, own);
  }

  @Override
  public Rollover start(Budget budget) {
    return rounds.first(budget);
  }

  @Override
  public List<Particle> unguided(Rollover state) {
    return own.guidance().isOn()
        ? state.chains().stream()
            .filter(chain -> drawnAtOnce(state, chain) > 0)
            .flatMap(RolloverChain::unguided)
            .toList()
        : List.of();
  }

  @Override
  public Rollover guided(Rollover state, UnaryOperator<Particle> guided) {
    return state.with(state.chains().stream().map(chain -> chain.guided(guided)).toList());
  }

  @Override
  public Draw<Rollover> draw(Rollover state) {
    List<Particle> drawn = state.chains().stream().flatMap(chain -> draws(state, chain)).toList();
    // The first round draws all noises of all chains, and no other round draws any.
    Phase phase = state.chains().getFirst().step() == 0 ? Phase.INITIAL : Phase.SEARCH;
    return new Draw<>(
        state.with(
            state.chains().stream().map(chain -> chain.drawn(drawnAtOnce(state, chain))).toList()),
        drawn,
        phase,
        true);
  }

  private Stream<Particle> draws(Rollover state, RolloverChain chain) {
    Candidate current = chain.current();
    return IntStream.range(chain.draws(), chain.draws() + drawnAtOnce(state, chain))
        .mapToObj(
            draw ->
                current == null
                    ? sampling.initial(chain.index(), draw)
                    : sampling.next(current.particle(), draw));
  }

  private int drawnAtOnce(Rollover state, RolloverChain chain) {
    if (chain.step() == 0) {
      return chain.quota();
    }
    boolean isPatient = rounds.quotas(state).spendsAll(chain.step());
    // At least one, for a chain that goes on where its last candidates were never judged.
    int patience = isPatient ? chain.quota() : Math.max(1, own.patience() - chain.draws());
    return Math.min(chain.quota(), Math.min(own.candidatesAtOnce(), patience));
  }

  @Override
  public Turn<Rollover> walked(Rollover state, List<Particle> evaluated, Budget budget) {
    throw new IllegalStateException("every candidate is judged");
  }

  @Override
  public Turn<Rollover> settle(Rollover before, List<Candidate> candidates, Budget budget) {
    Rollover state = prescreened(before, candidates);
    RolloverDecision decision =
        new RolloverDecision(
            own, rounds.quotas(state), state.prescreened(), rounds.finalists(), budget);
    List<RolloverMove> moves =
        state.chains().stream().map(chain -> decision.of(chain, candidates)).toList();
    List<Candidate> accepted = moves.stream().flatMap(move -> move.accepted().stream()).toList();
    return next(state, moves, budget)
        .accepting(accepted)
        .rollingOver(moves.stream().mapToInt(RolloverMove::rolledOver).sum())
        .speculating(moves.stream().mapToInt(RolloverMove::surplus).sum());
  }

  /** Once all first noises are judged, their quantile is known. */
  private Rollover prescreened(Rollover state, List<Candidate> candidates) {
    boolean isFirst = state.chains().getFirst().step() == 0;
    return isFirst ? state.prescreened(own.quantileOf(candidates)) : state;
  }

  private Turn<Rollover> next(Rollover before, List<RolloverMove> moves, Budget budget) {
    Rollover state = before.with(moves.stream().map(RolloverMove::after).toList());
    if (rounds.areOver(state)) {
      return finishBest(state, budget);
    }
    RolloverQuotas quotas = rounds.quotas(state);
    List<RolloverChain> promising =
        moves.stream()
            .filter(RolloverMove::hasMoved)
            .map(RolloverMove::after)
            .filter(chain -> budget.isTarget(chain.position().reward()))
            .filter(chain -> chain.canSpare(settings.finishNfe(), quotas))
            .toList();
    return promising.isEmpty() ? Turn.draw(state) : tryToFinish(state, promising, quotas);
  }

  private Turn<Rollover> tryToFinish(
      Rollover state, List<RolloverChain> promising, RolloverQuotas quotas) {
    List<Particle> particles =
        promising.stream().map(chain -> chain.position().particle()).toList();
    return Turn.finish(
        state.finishing(promising, settings.finishNfe(), quotas),
        new Finish(particles, settings.finishSteps()));
  }

  /** Turns to the images of the best candidates, if there are any that have none yet. */
  private Turn<Rollover> finishBest(Rollover state, Budget budget) {
    List<Candidate> best = newest(state);
    return best.isEmpty() ? nextRound(state, budget) : Turn.answer(state, best);
  }

  /** The best candidates of each chain's newest step. */
  private List<Candidate> newest(Rollover state) {
    return Candidate.best(
        state.chains().stream().flatMap(RolloverChain::newest), rounds.finalists());
  }

  @Override
  public Turn<Rollover> finished(Rollover state, List<Candidate> images, Budget budget) {
    return rounds.areOver(state) ? nextRound(state, budget) : Turn.draw(state);
  }

  private Turn<Rollover> nextRound(Rollover state, Budget budget) {
    @Nullable Rollover next = rounds.next(state, budget);
    return next == null ? Turn.over(state) : Turn.draw(next);
  }

  @Override
  public @Nullable Turn<Rollover> conclude(Rollover state, SearchState standing) {
    boolean isOnItsWay = standing.progress() instanceof Progress.Finishing;
    if (isOnItsWay || standing.best().isEmpty()) {
      return null;
    }
    List<Candidate> best = newest(state);
    return best.isEmpty() ? Turn.over(state) : Turn.answer(state, best);
  }

  @Override
  public int roundsToConclude() {
    return settings.finishSteps() == 1 ? 0 : settings.finishSteps();
  }

  @Override
  public @Nullable Rollover extended(Rollover state, Budget budget) {
    return rounds.extended(state, budget);
  }

  @Override
  public Rollover extendedWhileJudged(Rollover state, Budget budget) {
    return rounds.extendedWhileJudged(state, budget);
  }
}
