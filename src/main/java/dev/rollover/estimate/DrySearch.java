package dev.rollover.estimate;

import dev.rollover.search.BudgetLimits;
import dev.rollover.search.Ending;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchRun;
import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.time.Duration;

/**
 * Runs searches where they cost nothing, to see what they would take. It is the search itself that
 * runs, so every search is foreseen, and limits in time and cost end it as they would.
 *
 * <p>Above {@value #LARGEST} NFE, what half of that and all of it take is drawn on in a straight
 * line. A target is taken not to be reached.
 */
final class DrySearch {

  static final int LARGEST = 2000;

  /** No search is watched for longer than this: what it has not done yet is taken to be like it. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final DryRun.Costs costs;
  private final double usdPerDeviceSecond;
  private final Ticker ticker;

  DrySearch(DryRun.Costs costs, double usdPerDeviceSecond, Ticker ticker) {
    this.costs = costs;
    this.usdPerDeviceSecond = usdPerDeviceSecond;
    this.ticker = ticker;
  }

  /** What ended a run that was watched to its end, and its ledger. */
  private record Watched(Foreseen spending, boolean endedEarly) {}

  Foreseen foresee(SearchPlan plan) {
    int nfe = plan.limits().nfe();
    if (nfe <= LARGEST || !isPossible(plan, LARGEST / 2)) {
      return run(within(plan, nfe)).spending();
    }
    Watched all = run(within(plan, LARGEST));
    if (all.endedEarly()) {
      return all.spending();
    }
    Foreseen half = run(within(plan, LARGEST / 2)).spending();
    Foreseen slope = all.spending().plus(half.times(-1)).times(2.0 / LARGEST);
    return capped(all.spending().plus(slope.times(nfe - LARGEST)), plan.limits());
  }

  private static boolean isPossible(SearchPlan plan, int nfe) {
    try {
      return within(plan, nfe).limits().nfe() == nfe;
    } catch (InvalidSettingsException tooFew) {
      return false;
    }
  }

  private static SearchPlan within(SearchPlan plan, int nfe) {
    BudgetLimits limits = plan.limits();
    return plan.within(new BudgetLimits(nfe, limits.maxDuration(), limits.maxCostUsd(), null));
  }

  private Watched run(SearchPlan plan) {
    DryRun world = new DryRun(costs, plan.nfePerVelocity());
    SearchRun run = SearchRun.start(plan, world, world, world, usdPerDeviceSecond);
    Stopwatch watch = Stopwatch.start(ticker);
    while (!run.isOver()) {
      if (watch.hasPassed(PATIENCE) && run.state().budget().ledger().nfe() > 0) {
        return unfinished(plan, run);
      }
      world.beginRound();
      run.advance();
    }
    Ending ending = run.state().ending();
    boolean early = ending == Ending.OUT_OF_TIME || ending == Ending.OUT_OF_MONEY;
    return new Watched(Foreseen.of(run.state().budget().ledger()), early);
  }

  private Watched unfinished(SearchPlan plan, SearchRun run) {
    Foreseen soFar = Foreseen.of(run.state().budget().ledger());
    Foreseen whole = soFar.times(plan.limits().nfe() / soFar.nfe());
    return new Watched(capped(whole, plan.limits()), false);
  }

  /** As much of it as limits in time and cost allow. */
  private Foreseen capped(Foreseen whole, BudgetLimits limits) {
    Duration duration = limits.maxDuration();
    Double cost = limits.maxCostUsd();
    double share = 1;
    if (duration != null) {
      share = Math.min(share, duration.toNanos() / 1e9 / whole.seconds());
    }
    double wholeCost = whole.costUsd(usdPerDeviceSecond);
    if (cost != null && wholeCost > 0) {
      share = Math.min(share, cost / wholeCost);
    }
    return share < 1 ? whole.times(share) : whole;
  }
}
