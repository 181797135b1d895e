package dev.rollover.bench.tables;

import dev.rollover.search.BudgetLimits;
import dev.rollover.search.SearchPlan;
import org.jspecify.annotations.Nullable;

/**
 * One search of a cell.
 *
 * @param prompt what the image is to show
 * @param seed of all its noise: the same for all methods, so that they meet the same luck
 * @param target the reward that is good enough to stop at, if there is one
 */
record Trial(Cell cell, String prompt, long seed, @Nullable Double target) {

  private static final int IMAGES = 1;

  /**
   * What is run.
   *
   * @throws dev.rollover.search.InvalidSettingsException if the method cannot be run within the
   *     budget
   */
  SearchPlan plan() {
    BudgetLimits limits = new BudgetLimits(cell.nfe(), null, null, target);
    Method method = cell.method();
    return new SearchPlan(method.settings(), limits, seed, IMAGES, method.nfePerVelocity());
  }
}
