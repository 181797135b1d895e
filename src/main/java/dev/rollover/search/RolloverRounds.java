package dev.rollover.search;

import org.jspecify.annotations.Nullable;

/**
 * The rounds of {@link RolloverBudgetForcing}: chains that begin with their part of the budget,
 * what follows them, and what becomes of them under other limits.
 */
final class RolloverRounds {

  private final SamplingSettings settings;
  private final RolloverSettings own;
  private final int keep;
  private final int finalists;
  private final int smallest;
  private final int round;

  RolloverRounds(SearchPlan plan, RolloverSettings own) {
    this.settings = plan.settings().sampling();
    this.own = own;
    this.keep = plan.keep();
    this.finalists = RolloverQuotas.finalists(settings, keep);
    this.smallest = own.smallestNfe(settings, keep);
    this.round = Math.max(plan.affordable() / own.rounds(), smallest);
  }

  /** How many candidates of a round are finished in its end. */
  int finalists() {
    return finalists;
  }

  /** How the NFE of a round's chains are spread over their steps. */
  RolloverQuotas quotas(Rollover state) {
    return new RolloverQuotas(
        own.variant(), settings.steps(), settings.initialParticles(), state.share());
  }

  /** Whether all chains are through. */
  boolean areOver(Rollover state) {
    return state.chains().stream().allMatch(chain -> chain.isOver(quotas(state)));
  }

  /** The chains of the first round. */
  Rollover first(Budget budget) {
    return chains(0, budget);
  }

  /**
   * The chains of the next; none after a single round, which leaves unspent what it did not need.
   */
  @Nullable Rollover next(Rollover state, Budget budget) {
    return own.rounds() > 1 ? following(state, budget) : null;
  }

  private @Nullable Rollover following(Rollover state, Budget budget) {
    return budget.affordable() < smallest ? null : chains(state.next(), budget);
  }

  private Rollover chains(int first, Budget budget) {
    int nfe = Math.min(round, budget.affordable());
    RolloverQuotas quotas = RolloverQuotas.of(own, settings, keep, nfe);
    return Rollover.start(first, settings.chains(), quotas);
  }

  /** Chains under way have more to spend; where that does not bring them on, new ones begin. */
  @Nullable Rollover extended(Rollover state, Budget budget) {
    @Nullable Rollover further = extension(state).ofUnsettled(budget);
    return further == null ? following(state, budget) : further;
  }

  /** The same of chains whose candidates are being judged. */
  Rollover extendedWhileJudged(Rollover state, Budget budget) {
    return extension(state).ofDrawn(budget);
  }

  private RolloverExtension extension(Rollover state) {
    RolloverQuotas quotas = quotas(state);
    int kept = finalists * settings.finishNfe() + guidanceNfe(state, quotas);
    return new RolloverExtension(state, quotas, kept, own.rounds() > 1);
  }

  /** What gradients to come will spend. */
  private int guidanceNfe(Rollover state, RolloverQuotas quotas) {
    return own.guidance().isOn()
        ? Guidance.NFE * state.chains().stream().mapToInt(chain -> chain.ahead(quotas)).sum()
        : 0;
  }
}
