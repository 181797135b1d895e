package dev.rollover.search;

import dev.rollover.reward.Scales;
import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.SettingsCheck;

/**
 * All that decides a search: with the same plan, model and reward, the same images.
 *
 * @param settings how it runs
 * @param limits what it may spend
 * @param seed of all its noise
 * @param keep how many of the best images are answered, 1 to {@value #MOST_KEPT}
 * @param nfePerVelocity of its model, {@link dev.rollover.model.FlowModel#nfePerVelocity()}
 */
public record SearchPlan(
    SearchSettings settings, BudgetLimits limits, long seed, int keep, int nfePerVelocity) {

  public static final int MOST_KEPT = 16;

  /** Scored images after which the scales of a normalised reward are kept. */
  public static final int IMAGES_OF_A_SCALE = Scales.ENOUGH;

  public SearchPlan {
    requireKept(keep);
    int smallest = nfePerVelocity * settings.smallestNfe(keep);
    new SettingsCheck()
        .require(
            limits.nfe() >= smallest,
            "budget.nfe",
            "must be at least %d with these settings, not %d".formatted(smallest, limits.nfe()))
        .refuseFaults();
  }

  /** One of a model whose velocities cost 1 NFE each. */
  public SearchPlan(SearchSettings settings, BudgetLimits limits, long seed, int keep) {
    this(settings, limits, seed, keep, 1);
  }

  /** Velocities that its limit pays for. */
  int affordable() {
    return limits.nfe() / nfePerVelocity;
  }

  /** The same under other limits. */
  public SearchPlan within(BudgetLimits others) {
    return new SearchPlan(settings, others, seed, keep, nfePerVelocity);
  }

  /**
   * Refuses a number of images to keep that is out of its range, whatever the other settings are.
   *
   * @throws InvalidSettingsException when it is
   */
  public static int requireKept(int keep) {
    new SettingsCheck().within("count", keep, 1, MOST_KEPT).refuseFaults();
    return keep;
  }
}
