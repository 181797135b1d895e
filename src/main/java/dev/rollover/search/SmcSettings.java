package dev.rollover.search;

import dev.rollover.settings.Setting;
import java.util.List;

/**
 * What {@link Smc} alone is told. The population is {@code chains}, at most: as large as the budget
 * pays for.
 *
 * @param resampling how the children of weighted particles are drawn
 * @param score which rewards along a path count
 * @param tempering how much they count at which step
 * @param beta β, the reward's scale
 * @param essThreshold the share of the population that its effective size must keep
 * @param schedule how the population changes from step to step
 * @param finalists of the last step, finished
 * @param guidance of its steps
 */
record SmcSettings(
    @Setting("How the children of weighted particles are drawn") Resampling resampling,
    @Setting(
            "Which rewards along a path count: the `current` one, its `difference` from the one"
                + " before, or the `max`")
        PathScore score,
    @Setting(
            "How much the reward counts at which step: alike, more and more, or so much that the"
                + " best have all the weight")
        Tempering tempering,
    @Setting(
            value = "The reward's scale: the smaller, the more it counts",
            least = 1e-9,
            most = 1e9)
        double beta,
    @Setting(
            value =
                "Particles are resampled when their effective number falls below this share of"
                    + " theirs; 1 resamples at practically every step",
            least = 0,
            most = 1)
        double essThreshold,
    @Setting("Whether the population stays as large, or shrinks from step to step")
        ParticleSchedule schedule,
    @Setting(
            value = "Best particles of the last step that are finished",
            least = 1,
            most = SamplingSettings.MOST_CHAINS)
        int finalists,
    Guidance guidance)
    implements OwnSettings {

  SmcSettings() {
    this(
        Resampling.SSP,
        PathScore.DIFFERENCE,
        Tempering.CONSTANT,
        0.1,
        1,
        ParticleSchedule.UNIFORM,
        4,
        Guidance.NONE);
  }

  Potential potential(int lastStep) {
    return new Potential(score, tempering, beta, lastStep);
  }

  @Override
  public SamplingSettings usualSampling() {
    return SamplingSettings.variancePreserving(10, 100, 1, 4);
  }

  @Override
  public int mostAtOnce(SamplingSettings sampling) {
    return sampling.initialParticles();
  }

  @Override
  public int smallestNfe(SamplingSettings sampling, int keep) {
    return particleNfe(sampling) + sampling.finishNfe();
  }

  /** Evaluations of one particle before its finish: its noises, and each searched step. */
  private static int rows(SamplingSettings sampling) {
    return sampling.initialParticles() + sampling.steps() - 1;
  }

  /** What these and its gradients cost. */
  private int particleNfe(SamplingSettings sampling) {
    return rows(sampling) + guidance.nfeOfChain(sampling.steps());
  }

  /**
   * How many particles each row evaluates, the noises' rows first, in whose last there are as many
   * as the population begins with. No row is wider than the one before, so that gradients, which
   * belong to the last rows, take no more than their part of the budget.
   *
   * @param nfe at least {@link #smallestNfe}
   */
  List<Integer> widths(SamplingSettings sampling, int nfe) {
    int finished = Math.clamp(nfe / smallestNfe(sampling, 1), 1, finalists);
    long searched = nfe - (long) finished * sampling.finishNfe();
    int total = (int) (searched * rows(sampling) / particleNfe(sampling));
    return schedule.widths(total, rows(sampling), 1).stream()
        .map(width -> Math.min(width, sampling.chains()))
        .toList();
  }

  @Override
  public Rule<?> rule(SearchPlan plan, Sampling sampling) {
    return new Smc(plan, this, sampling);
  }
}
