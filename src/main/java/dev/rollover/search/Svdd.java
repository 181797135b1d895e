package dev.rollover.search;

import dev.rollover.settings.Setting;
import java.util.List;

/**
 * Soft value-based decoding (Li and others, "Derivative-free guidance in continuous and discrete
 * diffusion models with soft value-based decoding", 2024, arXiv 2408.08252), for each chain:
 *
 * <pre>
 * x ← the best of {@code initialParticles} noises by r(x_{0|1})
 * for step i = 1 … M − 1:
 *   draw x¹ … x^K from x by one step of the SDE
 *   x ← x^k with probability ∝ exp(r(x^k_{0|t})/α);  its limit α → 0 is the best of them
 * x_0 ← finish(x)
 * </pre>
 */
final class Svdd extends ChainRule {

  /** How a chain chooses among its candidates. */
  enum Selection {
    /** The best. */
    ARGMAX,
    /** By chance, the better the likelier. */
    SOFTMAX
  }

  /**
   * What it alone is told.
   *
   * @param particles K at most
   * @param schedule how K changes from step to step
   * @param selection whom a chain goes on from
   * @param alpha α of {@link Selection#SOFTMAX}
   * @param guidance of its steps
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
          ParticleSchedule schedule,
      @Setting(
              "A chain goes on from the best candidate, or from one by chance, the better the likelier")
          Selection selection,
      @Setting(
              value = "The reward's scale for `softmax`: the smaller, the more it counts",
              least = 1e-9,
              most = 1e9)
          double alpha,
      Guidance guidance)
      implements ChainSettings {

    Settings() {
      this(100, ParticleSchedule.UNIFORM, Selection.ARGMAX, 0.1, Guidance.NONE);
    }

    @Override
    public Rule<?> rule(SearchPlan plan, Sampling sampling) {
      return new Svdd(plan, this, sampling);
    }
  }

  private final Settings own;
  private final PhiloxUniforms chance;

  private Svdd(SearchPlan plan, Settings own, Sampling sampling) {
    super(plan, sampling, own);
    this.own = own;
    this.chance = new PhiloxUniforms(plan.seed());
  }

  @Override
  Candidate choice(List<Candidate> candidates) {
    if (own.selection() == Selection.ARGMAX) {
      return Candidate.best(candidates);
    }
    List<Double> worth =
        candidates.stream().map(candidate -> candidate.reward() / own.alpha()).toList();
    Particle first = candidates.getFirst().particle();
    int[] chosen =
        Resampling.MULTINOMIAL.children(
            new LogWeights(worth).normalised(), 1, chance.of(first.chain(), first.step(), 0));
    int index = 0;
    while (chosen[index] == 0) {
      index++;
    }
    return candidates.get(index);
  }
}
