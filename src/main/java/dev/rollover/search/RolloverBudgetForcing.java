package dev.rollover.search;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * <p>All chains draw at once, {@code particles} candidates each: every draw is paid for, and the
 * best of those above r* is taken. The published code's variant differs in {@link RolloverQuotas};
 * its last step takes nothing before all is spent. The step to the image itself is the
 * deterministic {@link Finish}, since noise that it added would stay.
 *
 * <p>With a target, a look ahead that reaches it is taken even if it is not above r*, and finished
 * at once if the chain can spare that; should the finished image fall short, the search goes on.
 */
final class RolloverBudgetForcing implements Search {

  /** Candidates are to be drawn. */
  record Drawing(List<RolloverChain> chains) implements Progress {}

  /** Candidates are to be scored. */
  record Judging(List<RolloverChain> chains, List<Particle> drawn) implements Progress {}

  /** Some particles are on their way to the image; the chains wait for what comes of it. */
  record Finishing(List<RolloverChain> chains, Finish finish) implements Progress {}

  private final SearchPlan plan;
  private final SearchSettings settings;
  private final Sampling sampling;
  private final RolloverQuotas quotas;
  private final int finalists;

  RolloverBudgetForcing(SearchPlan plan, Sampling sampling) {
    this.plan = plan;
    this.settings = plan.settings();
    this.sampling = sampling;
    this.quotas = RolloverQuotas.of(plan);
    this.finalists = RolloverQuotas.finalists(settings, plan.keep());
  }

  @Override
  public Progress start() {
    return new Drawing(
        IntStream.range(0, settings.chains())
            .mapToObj(index -> RolloverChain.start(index, quotas))
            .toList());
  }

  @Override
  public SearchState advance(SearchState state, World world) {
    return switch (state.progress()) {
      case Drawing drawing -> draw(state, drawing, world);
      case Judging judging -> judge(state, judging, world);
      case Finishing finishing -> finish(state, finishing, world);
      default -> throw new IllegalStateException("not of this search: " + state.progress());
    };
  }

  private SearchState draw(SearchState state, Drawing drawing, World world) {
    List<Particle> drawn = drawing.chains().stream().flatMap(this::draws).toList();
    Budget budget = state.budget().spendNfe(phase(drawing), drawn.size());
    List<RolloverChain> chains =
        drawing.chains().stream().map(chain -> chain.drawn(drawsAtOnce(chain))).toList();
    return state.with(budget, new Judging(chains, world.evaluate(drawn)));
  }

  /** The first round draws all noises of all chains, and no other round draws any. */
  private static Phase phase(Drawing drawing) {
    return drawing.chains().getFirst().step() == 0 ? Phase.INITIAL : Phase.SEARCH;
  }

  private Stream<Particle> draws(RolloverChain chain) {
    Candidate current = chain.current();
    return IntStream.range(chain.draws(), chain.draws() + drawsAtOnce(chain))
        .mapToObj(
            draw ->
                current == null
                    ? sampling.initial(chain.index(), draw)
                    : sampling.next(current.particle(), draw));
  }

  private int drawsAtOnce(RolloverChain chain) {
    return chain.step() == 0 ? chain.quota() : Math.min(chain.quota(), settings.particles());
  }

  private SearchState judge(SearchState state, Judging judging, World world) {
    Budget budget = state.budget().spendJudgements(judging.drawn().size());
    List<Candidate> candidates =
        world.judge(judging.drawn(), false).stream()
            .map(candidate -> isAnswer(candidate, budget) ? candidate.asFinished() : candidate)
            .toList();
    List<Move> moves =
        judging.chains().stream().map(chain -> settle(chain, candidates, budget)).toList();
    int rolledOver = moves.stream().mapToInt(Move::rolledOver).sum();
    SearchState judged =
        state
            .with(budget.rollOver(rolledOver), judging)
            .judged(candidates, candidate -> isAccepted(candidate, moves, budget), plan.keep());
    return goOn(judged, moves);
  }

  /** With one step to finish, a posterior mean is an answer, and ends the search at the target. */
  private boolean isAnswer(Candidate candidate, Budget budget) {
    return settings.finishSteps() == 1 && budget.isTarget(candidate.reward());
  }

  /** The rule itself: what a chain does about its newest candidates. */
  private Move settle(RolloverChain chain, List<Candidate> candidates, Budget budget) {
    List<Candidate> own =
        candidates.stream()
            .filter(candidate -> candidate.particle().chain() == chain.index())
            .sorted(Candidate.BEST_FIRST)
            .toList();
    RolloverChain after = chain.saw(own, finalists);
    boolean takesFirstGood = !quotas.spendsAll(chain.step());
    if (takesFirstGood && !own.isEmpty() && isGood(own.getFirst(), chain, budget)) {
      after = after.moveTo(own.getFirst(), quotas);
    } else if (after.quota() == 0 && !chain.isOver(quotas)) {
      after = after.moveTo(after.seen().getFirst(), quotas);
    }
    return new Move(chain, after, quotas);
  }

  private static boolean isGood(Candidate candidate, RolloverChain chain, Budget budget) {
    return candidate.reward() > chain.record() || budget.isTarget(candidate.reward());
  }

  private static boolean isAccepted(Candidate candidate, List<Move> moves, Budget budget) {
    return moves.stream()
        .anyMatch(move -> move.endsAt(candidate) && isGood(candidate, move.before(), budget));
  }

  private SearchState goOn(SearchState state, List<Move> moves) {
    List<RolloverChain> chains = moves.stream().map(Move::after).toList();
    if (state.hasReachedTarget()) {
      return state.with(new Progress.Done());
    }
    if (areOver(chains)) {
      return finishBest(state, chains);
    }
    List<RolloverChain> promising =
        moves.stream()
            .filter(move -> isWorthFinishing(move, state.budget()))
            .map(Move::after)
            .toList();
    return state.with(promising.isEmpty() ? new Drawing(chains) : tryToFinish(chains, promising));
  }

  private boolean isWorthFinishing(Move move, Budget budget) {
    RolloverChain chain = move.after();
    return move.hasMoved()
        && settings.finishSteps() > 1
        && budget.isTarget(chain.position().reward())
        && chain.canSpare(settings.finishSteps() - 1, quotas);
  }

  private Finishing tryToFinish(List<RolloverChain> chains, List<RolloverChain> promising) {
    int cost = settings.finishSteps() - 1;
    return new Finishing(
        chains.stream()
            .map(chain -> promising.contains(chain) ? chain.finishing(cost, quotas) : chain)
            .toList(),
        new Finish(
            promising.stream().map(chain -> chain.position().particle()).toList(),
            settings.finishSteps()));
  }

  /** Turns to the images: of the best candidates of each chain's newest step. */
  private SearchState finishBest(SearchState state, List<RolloverChain> chains) {
    List<Candidate> best =
        Candidate.best(chains.stream().flatMap(RolloverChain::newest), finalists);
    if (best.isEmpty()) {
      // Either nothing was scored yet, or all there is was finished on the way.
      return state.best().isEmpty() ? state : state.with(new Progress.Done());
    }
    if (settings.finishSteps() == 1) {
      List<Candidate> answers = best.stream().map(Candidate::asFinished).toList();
      return state.keeping(answers, plan.keep()).with(new Progress.Done());
    }
    List<Particle> particles = best.stream().map(Candidate::particle).toList();
    return state.with(new Finishing(chains, new Finish(particles, settings.finishSteps())));
  }

  private SearchState finish(SearchState state, Finishing finishing, World world) {
    Finish finish = finishing.finish();
    List<RolloverChain> chains = finishing.chains();
    List<Particle> moved = finish.moved();
    if (!finish.isLastStep()) {
      Budget budget = state.budget().spendNfe(Phase.FINISH, moved.size());
      return state.with(budget, new Finishing(chains, finish.after(world.evaluate(moved))));
    }
    Budget budget = state.budget().spendJudgements(moved.size());
    SearchState judged =
        state.with(budget, finishing).judged(world.judge(moved, true), image -> false, plan.keep());
    boolean isOver = judged.hasReachedTarget() || judged.ending() != null || areOver(chains);
    return judged.with(isOver ? new Progress.Done() : new Drawing(chains));
  }

  private boolean areOver(List<RolloverChain> chains) {
    return chains.stream().allMatch(chain -> chain.isOver(quotas));
  }

  @Override
  public SearchState conclude(SearchState state) {
    return switch (state.progress()) {
      case Drawing drawing -> finishBest(state, drawing.chains());
      case Judging judging -> finishBest(state, judging.chains());
      default -> state;
    };
  }

  @Override
  public int roundsToConclude() {
    return settings.finishSteps() == 1 ? 0 : settings.finishSteps();
  }

  /** What one round did to a chain. */
  private record Move(RolloverChain before, RolloverChain after, RolloverQuotas quotas) {

    boolean hasMoved() {
      return after.step() > before.step();
    }

    boolean endsAt(Candidate candidate) {
      return hasMoved() && after.position().particle().id().equals(candidate.particle().id());
    }

    /** The first step's quota is its own, and nothing comes after the last. */
    int rolledOver() {
      boolean handsOn = before.step() > 0 && before.step() < quotas.lastStep();
      return hasMoved() && handsOn ? before.quota() : 0;
    }
  }
}
