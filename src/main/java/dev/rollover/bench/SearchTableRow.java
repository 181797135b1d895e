package dev.rollover.bench;

import dev.rollover.search.Algorithm;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.Path;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchSettings;
import dev.rollover.search.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table: a search whose answer is finished to x_0 inside the budget.
 *
 * @param name as the table has it
 * @param settings of the search
 * @param nfe its budget
 */
record SearchTableRow(String name, SearchSettings settings, int nfe) {

  /** ODE steps of a sample, and of a search from noise to image. */
  private static final int STEPS = 10;

  /** Steps from the last searched state to the image. */
  private static final int FINISH_STEPS = 4;

  private static final int IMAGES = 1;

  /** One ODE sample, which no search chose. */
  static SearchTableRow singleSample() {
    return new SearchTableRow("single sample", bestOfNSettings(), STEPS);
  }

  /** Best of N, and both variants of RBF on both paths, within one budget. */
  static List<SearchTableRow> within(int nfe) {
    return List.of(
        new SearchTableRow("BoN", bestOfNSettings(), nfe),
        rolloverBudgetForcing(Variant.PAPER, Path.LINEAR, nfe),
        rolloverBudgetForcing(Variant.PAPER, Path.VP, nfe),
        rolloverBudgetForcing(Variant.REFERENCE, Path.LINEAR, nfe),
        rolloverBudgetForcing(Variant.REFERENCE, Path.VP, nfe));
  }

  /** Two chains as published, or one where the budget is too small for two. */
  private static SearchTableRow rolloverBudgetForcing(Variant variant, Path path, int nfe) {
    String name =
        "RBF %s, %s-SDE"
            .formatted(variant.name().toLowerCase(Locale.ROOT), path == Path.VP ? "VP" : "linear");
    SearchSettings twoChains = settings(Algorithm.RBF, variant, path, 2);
    return twoChains.smallestNfe(IMAGES) <= nfe
        ? new SearchTableRow(name + ", two chains", twoChains, nfe)
        : new SearchTableRow(name + ", one chain", settings(Algorithm.RBF, variant, path, 1), nfe);
  }

  private static SearchSettings bestOfNSettings() {
    return settings(Algorithm.BON, null, null, null);
  }

  private static SearchSettings settings(
      Algorithm algorithm,
      @Nullable Variant variant,
      @Nullable Path path,
      @Nullable Integer chains) {
    boolean bestOfN = algorithm == Algorithm.BON;
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("algorithm", algorithm.label());
    said.put("steps", STEPS);
    said.put("finishSteps", bestOfN ? 1 : FINISH_STEPS);
    if (variant != null) {
      said.put("variant", variant.name().toLowerCase(Locale.ROOT));
    }
    if (path != null) {
      said.put("interpolant", path.name().toLowerCase(Locale.ROOT));
    }
    if (chains != null) {
      said.put("chains", chains);
    }
    return new SearchOptions(said).resolve();
  }

  /**
   * What is run. An exact image ends it: there is none better.
   *
   * @throws dev.rollover.search.InvalidSettingsException if the budget is too small
   */
  SearchPlan plan(long seed) {
    return new SearchPlan(settings, new BudgetLimits(nfe, null, null, 0.0), seed, IMAGES);
  }
}
