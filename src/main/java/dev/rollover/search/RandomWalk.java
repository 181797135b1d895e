package dev.rollover.search;

import dev.rollover.settings.Setting;
import java.util.List;

/**
 * The control: draws and judges as {@link Svdd} does, at the same cost, and goes on from a
 * candidate by chance. What another search gains over it is gained by its choices on the way.
 *
 * <pre>
 * x ← a noise, one of {@code initialParticles}
 * for step i = 1 … M − 1:
 *   draw x¹ … x^K from x by one step of the SDE
 *   x ← one of them, each as likely
 * x_0 ← finish(x), and of all chains the best
 * </pre>
 */
final class RandomWalk extends ChainRule {

  /**
   * What it alone is told.
   *
   * @param particles K at most
   * @param schedule how K changes from step to step
   */
  record Settings(
      @Setting(
              value =
                  "Candidates that a chain draws at each step, at most: as many as the budget pays"
                      + " for",
              least = 1,
              most = SamplingSettings.MOST_PARTICLES)
          int particles,
      @Setting("Whether each step draws as many candidates, or fewer than the one before")
          ParticleSchedule schedule)
      implements ChainSettings {

    Settings() {
      this(100, ParticleSchedule.UNIFORM);
    }

    @Override
    public Rule<?> rule(SearchPlan plan, Sampling sampling) {
      return new RandomWalk(plan, this, sampling);
    }
  }

  private final PhiloxUniforms chance;

  private RandomWalk(SearchPlan plan, Settings own, Sampling sampling) {
    super(plan, sampling, own);
    this.chance = new PhiloxUniforms(plan.seed());
  }

  @Override
  Candidate choice(List<Candidate> candidates) {
    Particle first = candidates.getFirst().particle();
    double uniform = chance.of(first.chain(), first.step(), 0).at(0);
    return candidates.get((int) (uniform * candidates.size()));
  }
}
