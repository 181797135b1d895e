package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sequential Monte Carlo with the model's own steps as proposals, and the breadth-first family that
 * it belongs to (DAS, arXiv 2501.05803; FK steering, arXiv 2501.06848; arXiv 2505.23614):
 *
 * <pre>
 * N noises x, each the best of {@code initialParticles};  log w ← log G_0
 * for step i = 0 … M − 1:
 *   if i &gt; 0:  x ← one step of the SDE, each;  log w ← log w + log G_i
 *   ŵ ← w/Σw;  if 1/Σŵ² &lt; {@code essThreshold}·N:  x ← N resampled by ŵ;  log w ← 0
 * x_0 ← finish(the {@code finalists} best x of the last step)
 * </pre>
 *
 * <p>G is {@link Potential}'s. A step that is narrower than the one before resamples to its width.
 * The answer is the best reward that was seen, not the largest weight.
 */
final class Smc extends WaveRule {

  private final SmcSettings own;
  private final Potential potential;
  private final PhiloxUniforms chance;

  Smc(SearchPlan plan, SmcSettings own, Sampling sampling) {
    super(plan, sampling);
    this.own = own;
    this.potential = own.potential(settings.steps() - 1);
    this.chance = new PhiloxUniforms(plan.seed());
  }

  @Override
  int affordableChains(int nfe) {
    return nfe < own.smallestNfe(settings, keep)
        ? 0
        : own.widths(settings, nfe).get(settings.initialParticles() - 1);
  }

  @Override
  List<Integer> widths(int chains, int nfe) {
    List<Integer> widths = own.widths(settings, nfe);
    return widths.subList(settings.initialParticles(), widths.size());
  }

  /** One group, and the next step's particles are those that were resampled for it. */
  @Override
  Widths widths(Wave wave) {
    return new Widths(1, 1, 1);
  }

  @Override
  boolean judges(int step) {
    return true;
  }

  @Override
  List<Survivor> started(Wave wave, List<Survivor> noises) {
    List<Survivor> weighted =
        noises.stream()
            .map(
                noise ->
                    new Survivor(
                        noise.particle(),
                        noise.reward(),
                        noise.reward(),
                        potential.ofNoise(noise.reward())))
            .toList();
    return resampled(wave, weighted, wave.widths().getFirst());
  }

  @Override
  List<Survivor> survivors(Wave before, List<Candidate> candidates) {
    List<Survivor> weighted =
        IntStream.range(0, candidates.size())
            .mapToObj(i -> weighted(before.standing().get(i), candidates.get(i)))
            .toList();
    boolean isLast = before.widths().size() == 1;
    return isLast ? weighted : resampled(before, weighted, before.widths().get(1));
  }

  private Survivor weighted(Survivor parent, Candidate candidate) {
    double reward = candidate.reward();
    return new Survivor(
        candidate.particle(),
        reward,
        own.score().handedOn(reward, parent.handedOn()),
        parent.logWeight()
            + potential.ofStep(candidate.particle().step(), reward, parent.handedOn()));
  }

  private List<Survivor> resampled(Wave wave, List<Survivor> weighted, int count) {
    double[] weights =
        own.tempering()
            .weights(new LogWeights(weighted.stream().map(Survivor::logWeight).toList()));
    boolean isEven = LogWeights.effectiveSize(weights) >= own.essThreshold() * weighted.size();
    if (isEven && count == weighted.size() && own.tempering() != Tempering.INFINITE) {
      return weighted;
    }
    int step = weighted.getFirst().particle().step();
    int[] children = own.resampling().children(weights, count, chance.of(wave.first(), step, 0));
    List<Survivor> next = new ArrayList<>();
    for (int i = 0; i < children.length; i++) {
      for (int child = 0; child < children[i]; child++) {
        Survivor parent = weighted.get(i);
        // A place in the population of its own gives each child noise of its own.
        Particle particle = parent.particle().inChain(wave.first() + next.size());
        next.add(new Survivor(particle, parent.reward(), parent.handedOn(), 0));
      }
    }
    return next;
  }

  @Override
  List<Candidate> finalists(List<Survivor> survivors, List<Candidate> candidates, Budget budget) {
    return affordableBest(candidates, own.finalists(), budget);
  }
}
