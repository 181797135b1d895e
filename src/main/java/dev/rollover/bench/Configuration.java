package dev.rollover.bench;

import dev.rollover.search.Algorithm;
import dev.rollover.search.Path;
import dev.rollover.search.Sampler;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchSettings;
import dev.rollover.search.Variant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table: a search whose answer is finished to x_0 inside the budget.
 *
 * @param name as the table has it
 */
record Configuration(String name, SearchSettings settings) {

  /** ODE steps of a sample, and of a search from noise to image. */
  private static final int STEPS = 10;

  /** Steps from the last searched state to the image. */
  private static final int FINISH_STEPS = 4;

  /**
   * Best of N, which with a budget of one sample is that sample, and both variants of RBF on both
   * paths.
   */
  static final List<Configuration> ALL =
      List.of(
          new Configuration("BoN", settings(Algorithm.BON, null, null)),
          rolloverBudgetForcing("RBF paper, linear-SDE", Variant.PAPER, Path.LINEAR),
          rolloverBudgetForcing("RBF paper, VP-SDE", Variant.PAPER, Path.VP),
          rolloverBudgetForcing("RBF reference, linear-SDE", Variant.REFERENCE, Path.LINEAR),
          rolloverBudgetForcing("RBF reference, VP-SDE", Variant.REFERENCE, Path.VP));

  private static Configuration rolloverBudgetForcing(String name, Variant variant, Path path) {
    return new Configuration(name, settings(Algorithm.RBF, variant, path));
  }

  private static SearchSettings settings(
      Algorithm algorithm, @Nullable Variant variant, @Nullable Path path) {
    boolean bestOfN = algorithm == Algorithm.BON;
    return new SearchOptions(
            algorithm,
            variant,
            bestOfN ? Sampler.ODE : Sampler.SDE,
            path,
            null,
            STEPS,
            null,
            null,
            null,
            null,
            null,
            bestOfN ? 1 : FINISH_STEPS)
        .resolve();
  }
}
