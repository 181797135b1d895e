package dev.rollover.search;

import dev.rollover.flow.DiffusionCoefficient;
import org.jspecify.annotations.Nullable;

/** What is run when a request leaves it open. */
final class SearchDefaults {

  private SearchDefaults() {}

  static SearchSettings of(Algorithm algorithm, @Nullable Variant variant) {
    return switch (algorithm) {
      case BON -> bestOfN(variant);
      case RBF -> rolloverBudgetForcing(variant != null ? variant : Variant.PAPER);
    };
  }

  /** The grid that belongs to a path: the paper's for VP, equal steps otherwise. */
  static Grid gridOf(Path path) {
    return path == Path.VP ? Grid.QUARTER_CIRCLE : Grid.UNIFORM;
  }

  private static SearchSettings bestOfN(@Nullable Variant variant) {
    return new SearchSettings(
        Algorithm.BON,
        variant,
        Sampler.ODE,
        Path.LINEAR,
        gridOf(Path.LINEAR),
        10,
        25,
        1,
        1,
        DiffusionCoefficient.SQUARE,
        3,
        1);
  }

  private static SearchSettings rolloverBudgetForcing(Variant variant) {
    boolean paper = variant == Variant.PAPER;
    return new SearchSettings(
        Algorithm.RBF,
        variant,
        Sampler.SDE,
        Path.VP,
        gridOf(Path.VP),
        10,
        2,
        paper ? 1 : 25,
        1,
        DiffusionCoefficient.SQUARE,
        3,
        paper ? 4 : 1);
  }
}
