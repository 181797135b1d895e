package dev.rollover.search;

import dev.rollover.settings.Setting;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Best of N: independent samples, as many as the budget pays for, of which the best are kept.
 *
 * <pre>
 * for each wave of up to {@code chains} samples:
 *   x ← the best of {@code initialParticles} noises by r(x_{0|1})
 *   for step 1 … M − 1: x ← step(x)
 *   x_0 ← finish(x)
 *   keep the best r(x_0)
 * </pre>
 */
final class BestOfN extends WaveRule {

  /**
   * What it alone is told.
   *
   * @param particles 1: a sample has no candidates on its way
   */
  record Settings(
      @Setting(value = "Candidates that a chain draws at once", least = 1, most = 1) int particles)
      implements OwnSettings {

    Settings() {
      this(1);
    }

    @Override
    public SamplingSettings usualSampling() {
      return SamplingSettings.straight(10, 25);
    }

    @Override
    public int mostAtOnce(SamplingSettings sampling) {
      return sampling.initialParticles();
    }

    @Override
    public int smallestNfe(SamplingSettings sampling, int keep) {
      return nfePerSample(sampling);
    }

    @Override
    public Rule<?> rule(SearchPlan plan, Sampling sampling) {
      return new BestOfN(plan, sampling);
    }
  }

  private BestOfN(SearchPlan plan, Sampling sampling) {
    super(plan, sampling);
  }

  /** A sample's NFE: its noises, the steps after the first, and the finish after its first. */
  private static int nfePerSample(SamplingSettings settings) {
    return settings.initialParticles() + settings.steps() - 1 + settings.finishNfe();
  }

  @Override
  int affordableChains(int nfe) {
    return Math.min(settings.chains(), nfe / nfePerSample(settings));
  }

  @Override
  List<Integer> widths(int chains, int nfe) {
    return Collections.nCopies(settings.steps() - 1, 1);
  }

  @Override
  boolean judges(int step) {
    return false;
  }

  @Override
  List<Survivor> survivors(Wave before, List<Candidate> candidates) {
    return candidates.stream().map(Survivor::of).toList();
  }

  @Override
  List<Candidate> finalists(List<Survivor> survivors, List<Candidate> candidates, Budget budget) {
    return candidates;
  }

  /** Its samples are what it judges by, not looks ahead. */
  @Override
  public boolean answersWithLookAheads() {
    return false;
  }

  @Override
  public Turn<Wave> finished(Wave wave, List<Candidate> images, Budget budget) {
    return super.finished(wave, images, budget).accepting(images);
  }

  /** Nothing is finished yet: a look ahead from wherever the samples are has to do. */
  @Override
  public @Nullable Turn<Wave> conclude(Wave wave, SearchState standing) {
    if (!standing.best().isEmpty() && standing.best().getFirst().finished()) {
      return Turn.over(wave);
    }
    List<Particle> known = standing.progress().known();
    List<Particle> particles = known.isEmpty() ? particles(wave.standing()) : known;
    return particles.isEmpty() ? null : Turn.finish(wave.endingHere(), new Finish(particles, 1));
  }

  @Override
  public int roundsToConclude() {
    return 1;
  }
}
