package dev.rollover.search;

import dev.rollover.settings.Setting;
import dev.rollover.settings.SettingsCheck;

/**
 * What {@link Cascade} alone is told.
 *
 * @param draftSteps steps of a draft, fewer than those of an image
 * @param share of a batch's drafts, the best by the cheap score, whose full images are scored
 * @param finalists F, the drafts that are run again in full
 */
record CascadeSettings(
    @Setting(
            value = "Steps of a draft, fewer than `steps`",
            least = 1,
            most = SamplingSettings.MOST_STEPS - 1)
        int draftSteps,
    @Setting(
            value =
                "Of the drafts that are made at once, the best by the look ahead, as the `gate` or else"
                    + " the reward sees it, those whose full"
                    + " images are made and scored; at least as many as there are `finalists`",
            least = 0,
            most = 1)
        double share,
    @Setting(
            value =
                "Drafts, the best of all, that are run again from their noises with all `steps`;"
                    + " the NFE for them are kept back, all others make drafts",
            least = 1,
            most = SamplingSettings.MOST_CHAINS)
        int finalists)
    implements OwnSettings {

  CascadeSettings() {
    this(2, 0.25, 4);
  }

  @Override
  public SamplingSettings usualSampling() {
    return SamplingSettings.straight(10, 50);
  }

  @Override
  public void check(SamplingSettings sampling, SettingsCheck faults) {
    faults.require(
        draftSteps < sampling.steps(),
        "search.draftSteps",
        "must be fewer than steps, %d, not %d".formatted(sampling.steps(), draftSteps));
  }

  @Override
  public int mostAtOnce(SamplingSettings sampling) {
    return sampling.initialParticles();
  }

  /** NFE of one draft: its noises, and the steps after the first. */
  int draftNfe(SamplingSettings sampling) {
    return sampling.initialParticles() + draftSteps - 1;
  }

  /** NFE of all finalists: the steps after the first, which is known, and the finish. */
  int finalNfe(SamplingSettings sampling) {
    return finalists * (sampling.steps() - 1 + sampling.finishNfe());
  }

  /** As many drafts as there are finalists. */
  @Override
  public int smallestNfe(SamplingSettings sampling, int keep) {
    return finalists * draftNfe(sampling) + finalNfe(sampling);
  }

  @Override
  public Rule<?> rule(SearchPlan plan, Sampling sampling) {
    return new Cascade(plan, this, sampling);
  }
}
