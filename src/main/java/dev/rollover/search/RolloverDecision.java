package dev.rollover.search;

import java.util.List;

/**
 * What a chain of {@link RolloverBudgetForcing} does about the newest candidates of its step:
 *
 * <pre>
 * for each draw, the best of its {@code particles}, in the order in which they were drawn:
 *   if it is good:  x ← it;  the quota that is left goes to the next step
 * if the quota or the patience is out:  x ← the best candidate of this step
 * otherwise the chain draws again
 *
 * good: r &gt; r*, or r ≥ δ_i by threshold; or r reaches the target
 * </pre>
 *
 * @param quotas of this round's chains
 * @param prescreened the quantile of the first noises' rewards
 * @param finalists candidates of a step that are remembered for the end
 * @param budget with the target
 */
record RolloverDecision(
    RolloverSettings own, RolloverQuotas quotas, double prescreened, int finalists, Budget budget) {

  /**
   * Decides for a chain.
   *
   * @param candidates of all chains
   */
  RolloverMove of(RolloverChain chain, List<Candidate> candidates) {
    List<Candidate> drawn =
        candidates.stream().filter(each -> each.particle().chain() == chain.index()).toList();
    RolloverChain seen = chain.saw(drawn, finalists);
    boolean takesFirstGood = !quotas.spendsAll(chain.step());
    for (int from = 0; takesFirstGood && from < drawn.size(); from += own.particles()) {
      int to = Math.min(from + own.particles(), drawn.size());
      Candidate best = Candidate.best(drawn.subList(from, to));
      if (isGood(best, chain)) {
        RolloverChain decided = seen.undecided(drawn.size() - to);
        return RolloverMove.to(best, true, decided, quotas, drawn.size() - to);
      }
    }
    boolean isOut = seen.quota() == 0 || (takesFirstGood && seen.draws() >= own.patience());
    if (isOut && !chain.isOver(quotas)) {
      Candidate best = seen.seen().getFirst();
      return RolloverMove.to(best, isGood(best, chain), seen, quotas, 0);
    }
    return RolloverMove.none(seen);
  }

  private boolean isGood(Candidate candidate, RolloverChain chain) {
    return budget.isTarget(candidate.reward())
        || (candidate.isKnown() && own.accepts(candidate.reward(), chain, prescreened));
  }
}
