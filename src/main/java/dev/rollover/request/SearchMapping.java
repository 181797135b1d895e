package dev.rollover.request;

import dev.rollover.generation.ResolvedRequest;
import dev.rollover.search.Algorithm;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's search and budget as the searches' room has them, and back. */
public final class SearchMapping {

  private SearchMapping() {}

  /** Fills in what was left open; absent when something is at fault. */
  static @Nullable SearchSettings settings(@Nullable Map<String, Object> said, FaultList faults) {
    SearchOptions options = said == null ? SearchOptions.NONE : new SearchOptions(said);
    return faults.attempt(options::resolve);
  }

  /** What a search is where a request leaves it open. */
  static Map<String, Object> defaults(Algorithm algorithm) {
    return SearchOptions.of(algorithm).resolve().values();
  }

  static ResolvedRequest.Budget answer(BudgetLimits limits) {
    return new ResolvedRequest.Budget(
        limits.nfe(), limits.maxDuration(), limits.maxCostUsd(), limits.targetReward());
  }

  /** The plan of a resolved request. */
  public static SearchPlan plan(ResolvedRequest request) {
    ResolvedRequest.Budget budget = request.budget();
    return new SearchPlan(
        new SearchOptions(request.search()).resolve(),
        new BudgetLimits(
            budget.nfe(), budget.maxDuration(), budget.maxCostUsd(), budget.targetReward()),
        request.seed(),
        request.count(),
        request.nfePerVelocity());
  }
}
