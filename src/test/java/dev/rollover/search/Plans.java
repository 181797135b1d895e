package dev.rollover.search;

import dev.rollover.flow.DiffusionCoefficient;
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
    return new SearchSettings(
        variant == null ? Algorithm.BON : Algorithm.RBF,
        variant,
        sampler,
        interpolant,
        grid,
        steps,
        chains,
        initialParticles,
        particles,
        coefficient,
        norm,
        finishSteps);
  }

  static SearchSettings bestOfN(int steps, int chains, int initialParticles, int finishSteps) {
    return new SearchSettings(
        Algorithm.BON,
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
    return new SearchSettings(
        Algorithm.RBF,
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
