package dev.rollover.search;

import dev.rollover.flow.DiffusionCoefficient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans for tests, and runs of them. */
final class Plans {

  static final long SEED = 42;

  private Plans() {}

  /** Every setting said; Best of N where there is no variant. */
  static SearchSettings settings(
      @Nullable Variant variant,
      Sampler sampler,
      Path interpolant,
      Grid grid,
      int steps,
      int chains,
      int initialParticles,
      int particles,
      DiffusionCoefficient coefficient,
      double norm,
      int finishSteps) {
    SamplingSettings sampling =
        new SamplingSettings(
            sampler,
            interpolant,
            grid,
            steps,
            chains,
            initialParticles,
            Kernel.EULER_MARUYAMA,
            1,
            coefficient,
            norm,
            finishSteps,
            AnswerKind.FINISHED,
            Preview.AUTO);
    return variant == null
        ? new SearchSettings(Algorithm.BON, sampling, new BestOfN.Settings(particles))
        : new SearchSettings(Algorithm.RBF, sampling, rolloverBudgetForcing(variant, particles));
  }

  private static RolloverSettings rolloverBudgetForcing(Variant variant, int particles) {
    return new RolloverSettings(
        variant,
        particles,
        1,
        Acceptance.IMPROVEMENT,
        List.of(),
        0.9,
        BudgetLimits.MOST_NFE,
        1,
        Guidance.NONE);
  }

  /** The paper's process, in one step to the image, with options of the search's own. */
  static SearchSettings rolloverBudgetForcing(
      RolloverSettings own, int steps, int chains, int initialParticles) {
    return new SearchSettings(
        Algorithm.RBF,
        SamplingSettings.variancePreserving(steps, chains, initialParticles, 1),
        own);
  }

  static SearchSettings bestOfN(int steps, int chains, int initialParticles, int finishSteps) {
    return settings(
        null,
        Sampler.ODE,
        Path.LINEAR,
        Grid.UNIFORM,
        steps,
        chains,
        initialParticles,
        1,
        DiffusionCoefficient.SQUARE,
        3,
        finishSteps);
  }

  static SearchSettings rolloverBudgetForcing(
      Variant variant, int steps, int chains, int initialParticles, int particles) {
    return rolloverBudgetForcing(variant, steps, chains, initialParticles, particles, 1);
  }

  static SearchSettings rolloverBudgetForcing(
      Variant variant,
      int steps,
      int chains,
      int initialParticles,
      int particles,
      int finishSteps) {
    return settings(
        variant,
        Sampler.SDE,
        Path.VP,
        Grid.QUARTER_CIRCLE,
        steps,
        chains,
        initialParticles,
        particles,
        DiffusionCoefficient.SQUARE,
        3,
        finishSteps);
  }

  /** A search with some settings said. */
  static SearchSettings settings(String algorithm, Map<String, Object> said) {
    Map<String, Object> all = new HashMap<>(said);
    all.put("algorithm", algorithm);
    return new SearchOptions(all).resolve();
  }

  static SearchPlan plan(SearchSettings settings, int nfe) {
    return new SearchPlan(settings, BudgetLimits.ofNfe(nfe), SEED, 1);
  }

  static SearchPlan plan(SearchSettings settings, int nfe, double target) {
    return new SearchPlan(settings, new BudgetLimits(nfe, null, null, target), SEED, 1);
  }

  static SearchState runToTheEnd(SearchRun run) {
    while (!run.isOver()) {
      run.advance();
    }
    return run.state();
  }
}
