package dev.rollover.bench.tables;

import dev.rollover.bench.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * One method of a table.
 *
 * @param method its name
 * @param nfe its budget
 * @param cut whether it is told what it had by the table's device time, not what it ended with
 * @param fault why it cannot be run within the budget; what follows is absent then
 * @param figures what it did
 */
record Row(String method, int nfe, boolean cut, @Nullable String fault, @Nullable Figures figures) {

  /**
   * Means over prompts.
   *
   * @param exact the share of exact images
   * @param gain that share less the reference's over the same prompts; absent if that cannot be run
   * @param rss absent if a run had finished no image
   * @param rssGain that less the reference's; absent if one of both is
   * @param reward of the best image; absent if a run had finished none
   * @param nfeUsed by a run
   * @param decodes of a run
   * @param rewardCalls of a run
   * @param deviceSeconds of a run
   * @param budgetSeconds the device time of a run that uses its whole budget
   * @param diversity of a step's candidates; absent if no chain drew two from one state
   */
  record Figures(
      Interval exact,
      @Nullable Interval gain,
      @Nullable Interval rss,
      @Nullable Interval rssGain,
      @Nullable Interval reward,
      double nfeUsed,
      double decodes,
      double rewardCalls,
      double deviceSeconds,
      double budgetSeconds,
      @Nullable Interval diversity) {}
}
