package dev.rollover.search;

import dev.rollover.settings.SettingsCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a search may spend; whichever limit comes first ends it.
 *
 * <p>NFE are never overrun. Time can only be foreseen: a round of calls begins if it would end
 * within the limits by taking as long as the longest so far, and what has begun is finished. So a
 * limit on time or cost is overrun at most by what the last round takes longer than every one
 * before it; of the first round that is the whole.
 *
 * @param nfe velocity evaluations of one latent each, 1 to {@value #MOST_NFE}
 * @param maxDuration of running, positive and a year (PT8760H) at most; unlimited when absent
 * @param maxCostUsd of device time, positive; unlimited when absent
 * @param targetReward a finished image's reward that is good enough to stop at; none when absent
 */
public record BudgetLimits(
    int nfe,
    @Nullable Duration maxDuration,
    @Nullable Double maxCostUsd,
    @Nullable Double targetReward) {

  public static final int MOST_NFE = 100_000;
  private static final Duration LONGEST = Duration.ofDays(365);

  public BudgetLimits {
    new SettingsCheck()
        .within("budget.nfe", nfe, 1, MOST_NFE)
        .require(
            maxDuration == null
                || (maxDuration.isPositive() && maxDuration.compareTo(LONGEST) <= 0),
            "budget.maxDuration",
            "must be longer than nothing and at most %s, not %s".formatted(LONGEST, maxDuration))
        .require(
            maxCostUsd == null || (maxCostUsd > 0 && Double.isFinite(maxCostUsd)),
            "budget.maxCostUsd",
            "must be more than 0, not " + maxCostUsd)
        .require(
            targetReward == null || Double.isFinite(targetReward),
            "budget.targetReward",
            "must be a finite number, not " + targetReward)
        .refuseFaults();
  }

  /** NFE alone. */
  public static BudgetLimits ofNfe(int nfe) {
    return new BudgetLimits(nfe, null, null, null);
  }
}
