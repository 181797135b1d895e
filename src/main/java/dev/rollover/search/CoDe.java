package dev.rollover.search;

import dev.rollover.settings.Setting;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Controlled denoising by blocks (Singh and others, "CoDe: blockwise control for denoising
 * diffusion models", 2025, arXiv 2502.00968), for each chain:
 *
 * <pre>
 * x ← the best of {@code initialParticles} noises by r(x_{0|1})
 * for each block of L steps, until step M − 1:
 *   draw K paths from x by L steps of the SDE each, unjudged
 *   x ← the end of the path with the best r(x_{0|t})
 * x_0 ← finish(x)
 * </pre>
 */
final class CoDe extends ChainRule {

  /**
   * What it alone is told.
   *
   * @param particles K at most
   * @param schedule how K changes from block to block
   * @param block L
   */
  record Settings(
      @Setting(
              value =
                  "Paths that a chain draws in each block, at most: as many as the budget pays for",
              least = 1,
              most = SamplingSettings.MOST_PARTICLES)
          int particles,
      @Setting("Whether each block draws as many paths, or fewer than the one before")
          ParticleSchedule schedule,
      @Setting(value = "Steps between two choices", least = 1, most = SamplingSettings.MOST_STEPS)
          int block)
      implements ChainSettings {

    Settings() {
      this(100, ParticleSchedule.UNIFORM, 2);
    }

    @Override
    public Rule<?> rule(SearchPlan plan, Sampling sampling) {
      return new CoDe(plan, this, sampling);
    }
  }

  private final int block;

  private CoDe(SearchPlan plan, Settings own, Sampling sampling) {
    super(plan, sampling, own);
    this.block = own.block();
  }

  /** A block has the fewest paths that any of its steps could have. */
  @Override
  List<Integer> widths(int chains, int nfe) {
    List<Integer> widths = super.widths(chains, nfe);
    return IntStream.range(0, widths.size())
        .mapToObj(i -> widths.get(Math.min(i - i % block + block, widths.size()) - 1))
        .toList();
  }

  @Override
  Widths widths(Wave wave) {
    return new Widths(wave.chains(), block, 0);
  }

  @Override
  boolean judges(int step) {
    return step > 0 && (step % block == 0 || step == settings.steps() - 1);
  }

  /** Within a block a path keeps its number. */
  @Override
  IntStream draws(Survivor survivor, int count) {
    return count == 1 ? IntStream.of(survivor.particle().draw()) : IntStream.range(0, count);
  }

  @Override
  Candidate choice(List<Candidate> paths) {
    return Candidate.best(paths);
  }
}
