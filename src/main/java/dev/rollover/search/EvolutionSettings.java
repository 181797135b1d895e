package dev.rollover.search;

import dev.rollover.settings.Setting;

/**
 * What {@link Evolution} alone is told.
 *
 * @param parents μ, of which children are made
 * @param children λ, of each generation but the first, which has as many as there are chains
 * @param finalists of each generation, at most
 */
record EvolutionSettings(
    @Setting(
            value = "Best noises so far from which the next generation is made",
            least = 1,
            most = SamplingSettings.MOST_PARTICLES)
        int parents,
    @Setting(
            value = "Noises of each generation but the first, which has as many as `chains` says",
            least = 1,
            most = SamplingSettings.MOST_CHAINS)
        int children,
    @Setting(
            value =
                "Best of each generation by the look ahead whose images are finished, if they are"
                    + " among the `parents` or at the target",
            least = 1,
            most = SamplingSettings.MOST_CHAINS)
        int finalists)
    implements OwnSettings {

  EvolutionSettings() {
    this(2, 8, 2);
  }

  @Override
  public SamplingSettings usualSampling() {
    return SamplingSettings.straight(2, 16, 2);
  }

  @Override
  public int mostAtOnce(SamplingSettings sampling) {
    return sampling.initialParticles();
  }

  /** NFE of one draft: its noises, and the steps after the first. */
  int draftNfe(SamplingSettings sampling) {
    return sampling.initialParticles() + sampling.steps() - 1;
  }

  /** The most drafts that some NFE pay for, with the finish of the best of them. */
  int affordable(SamplingSettings sampling, int nfe) {
    int finish = sampling.finishNfe();
    int draft = draftNfe(sampling);
    return nfe < finalists * (draft + finish)
        ? nfe / (draft + finish)
        : (nfe - finalists * finish) / draft;
  }

  @Override
  public int smallestNfe(SamplingSettings sampling, int keep) {
    return draftNfe(sampling) + sampling.finishNfe();
  }

  @Override
  public Rule<?> rule(SearchPlan plan, Sampling sampling) {
    return new Evolution(plan, this, sampling);
  }
}
