package dev.rollover.request;

import dev.rollover.flow.DiffusionCoefficient;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.Names;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.search.Algorithm;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.Grid;
import dev.rollover.search.Path;
import dev.rollover.search.Sampler;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchSettings;
import dev.rollover.search.Variant;
import org.jspecify.annotations.Nullable;

/** A request's search and budget as the searches' room has them, and back. */
public final class SearchMapping {

  private SearchMapping() {}

  /** Fills in what was left open; absent when something is at fault. */
  static @Nullable SearchSettings settings(
      GenerationRequest.@Nullable Search said, FaultList faults) {
    if (said == null) {
      return SearchOptions.NONE.resolve();
    }
    GenerationRequest.Diffusion diffusion = said.diffusion();
    SearchOptions options =
        new SearchOptions(
            faults.constant("search.algorithm", said.algorithm(), Algorithm.class),
            faults.constant("search.variant", said.variant(), Variant.class),
            faults.constant("search.sampler", said.sampler(), Sampler.class),
            faults.constant("search.interpolant", said.interpolant(), Path.class),
            faults.constant("search.grid", said.grid(), Grid.class),
            said.steps(),
            said.chains(),
            said.initialParticles(),
            said.particles(),
            faults.constant(
                "search.diffusion.coefficient",
                diffusion == null ? null : diffusion.coefficient(),
                DiffusionCoefficient.class),
            diffusion == null ? null : diffusion.norm(),
            said.finishSteps());
    return faults.attempt(options::resolve);
  }

  /** What a search of this name is where a request leaves it open. */
  static ResolvedRequest.Search defaults(String algorithm) {
    return answer(SearchOptions.of(Names.parse(algorithm, Algorithm.class), null).resolve());
  }

  static ResolvedRequest.Search answer(SearchSettings settings) {
    Variant variant = settings.variant();
    return new ResolvedRequest.Search(
        Names.of(settings.algorithm()),
        variant == null ? null : Names.of(variant),
        Names.of(settings.sampler()),
        Names.of(settings.interpolant()),
        Names.of(settings.grid()),
        settings.steps(),
        settings.chains(),
        settings.initialParticles(),
        settings.particles(),
        new ResolvedRequest.Diffusion(Names.of(settings.coefficient()), settings.norm()),
        settings.finishSteps());
  }

  static ResolvedRequest.Budget answer(BudgetLimits limits) {
    return new ResolvedRequest.Budget(
        limits.nfe(), limits.maxDuration(), limits.maxCostUsd(), limits.targetReward());
  }

  /** The plan of a resolved request. */
  public static SearchPlan plan(ResolvedRequest request) {
    ResolvedRequest.Budget budget = request.budget();
    return new SearchPlan(
        settings(request.search()),
        new BudgetLimits(
            budget.nfe(), budget.maxDuration(), budget.maxCostUsd(), budget.targetReward()),
        request.seed(),
        request.count());
  }

  private static SearchSettings settings(ResolvedRequest.Search search) {
    String variant = search.variant();
    return new SearchSettings(
        Names.parse(search.algorithm(), Algorithm.class),
        variant == null ? null : Names.parse(variant, Variant.class),
        Names.parse(search.sampler(), Sampler.class),
        Names.parse(search.interpolant(), Path.class),
        Names.parse(search.grid(), Grid.class),
        search.steps(),
        search.chains(),
        search.initialParticles(),
        search.particles(),
        Names.parse(search.diffusion().coefficient(), DiffusionCoefficient.class),
        search.diffusion().norm(),
        search.finishSteps());
  }
}
