package dev.rollover.search;

import dev.rollover.settings.Setting;
import dev.rollover.settings.SettingsCheck;

/**
 * What {@link SearchOverPaths} alone is told.
 *
 * @param particles K, noisy copies of each sample in a round
 * @param backwardSteps ODE steps of a round, each an NFE of every copy
 * @param start t_0, where the first samples stand
 * @param forward Δ_f, above 0
 * @param backward Δ_b at most, above Δ_f
 * @param survivors which copies' ends are the next samples
 */
record SearchOverPathsSettings(
    @Setting(
            value = "Noisy copies that are made of each sample in a round, of which the best go on",
            least = 1,
            most = SamplingSettings.MOST_PARTICLES)
        int particles,
    @Setting(
            value = "Steps that lead each noisy copy back; the first samples are made in `steps`",
            least = 1,
            most = SamplingSettings.MOST_STEPS)
        int backwardSteps,
    @Setting(
            value = "Time at which the first samples stand, 0 being the image",
            least = 0,
            most = 0.99)
        double start,
    @Setting(value = "Time by which a round noises its samples", least = SHORTEST_FORWARD, most = 1)
        double forward,
    @Setting(
            value =
                "Time by which a round leads back at most, more than `forward`; less when the"
                    + " budget pays for more rounds than would lead to the image at that pace, so"
                    + " that the last of them ends there",
            least = SHORTEST_FORWARD,
            most = 1)
        double backward,
    @Setting(
            "Whether each chain goes on with the best of its own copies, `per_chain`, or as many"
                + " samples as there are chains with the best `of_all`")
        Survivors survivors)
    implements OwnSettings {

  static final double SHORTEST_FORWARD = 0.01;

  /** The published code's. */
  SearchOverPathsSettings() {
    this(5, 4, 0.12, 0.78, 0.81, Survivors.PER_CHAIN);
  }

  @Override
  public SamplingSettings usualSampling() {
    return SamplingSettings.straight(4, 2);
  }

  @Override
  public void check(SamplingSettings sampling, SettingsCheck faults) {
    faults
        .require(
            start + forward <= 1,
            "search.forward",
            "must not lead beyond time 1: start and forward are at most 1 together")
        .require(backward > forward, "search.backward", "must be more than forward");
  }

  @Override
  public int mostAtOnce(SamplingSettings sampling) {
    return particles;
  }

  /** NFE of one round. */
  int roundNfe(SamplingSettings sampling) {
    return sampling.chains() * particles * backwardSteps;
  }

  /** NFE that are kept for the finish of the best, however many rounds there are. */
  int finishNfe(SamplingSettings sampling, int keep) {
    return finalists(sampling, keep) * sampling.finishNfe();
  }

  /** How many samples are finished in the end. */
  int finalists(SamplingSettings sampling, int keep) {
    return Math.max(keep, sampling.chains());
  }

  /** NFE of the first samples. */
  int firstNfe(SamplingSettings sampling) {
    return sampling.chains() * (sampling.initialParticles() + sampling.steps() - 1);
  }

  /** The first samples, one round, and the finish. */
  @Override
  public int smallestNfe(SamplingSettings sampling, int keep) {
    return firstNfe(sampling) + roundNfe(sampling) + finishNfe(sampling, keep);
  }

  @Override
  public Rule<?> rule(SearchPlan plan, Sampling sampling) {
    return new SearchOverPaths(plan, this, sampling);
  }
}
