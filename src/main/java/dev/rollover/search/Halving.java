package dev.rollover.search;

import dev.rollover.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Successive halving over noises, with branches: many noises are looked ahead from, the best of
 * them go on and branch, and so from step to step.
 *
 * <pre>
 * for each of {@code rounds} shares of the budget, and while there is any left:
 *   x ← N noises, as many as the share pays for
 *   for step i = 1 … M − 1:
 *     x ← the best {@code share} of all x by r(x_{0|t})
 *     x ← {@code branches} steps from each
 *   keep the best images of finish(the best x)
 * </pre>
 *
 * <p>The same rewards are asked of few noises at all steps by Best of N, and of many at the first
 * step here: a look ahead from noise is one evaluation, and foretells the image's reward well
 * enough to leave the worse half. The idea is that of TTSnap (2511.22242) and of successive halving
 * among arms (Jamieson and Talwalkar, 2016, arXiv 1502.07943), without a reward trained for noise;
 * the branches make it a beam search of falling width.
 */
final class Halving extends WaveRule {

  /**
   * What it alone is told.
   *
   * @param share of a step's particles that go on
   * @param branches steps that each of them draws; 1 for deterministic steps, which do not differ
   * @param rounds shares of the budget
   * @param finalists of the last step
   */
  record Settings(
      @Setting(value = "Share of a step's particles that go on to the next", least = 0, most = 1)
          double share,
      @Setting(
              value = "Steps that each particle that goes on draws",
              least = 1,
              most = SamplingSettings.MOST_PARTICLES)
          int branches,
      @Setting(
              value = "Shares of the budget, each of which begins with noises of its own",
              least = 1,
              most = SamplingSettings.MOST_CHAINS)
          int rounds,
      @Setting(
              value = "Best particles of the last step that are finished",
              least = 1,
              most = SamplingSettings.MOST_CHAINS)
          int finalists)
      implements OwnSettings {

    Settings() {
      this(0.25, 2, 3, 4);
    }

    @Override
    public SamplingSettings usualSampling() {
      return SamplingSettings.variancePreserving(6, 250, 1, 3);
    }

    @Override
    public int mostAtOnce(SamplingSettings sampling) {
      return Math.max(sampling.initialParticles(), (int) Math.ceil(share * branches));
    }

    @Override
    public int smallestNfe(SamplingSettings sampling, int keep) {
      return nfe(sampling, 1);
    }

    @Override
    public Rule<?> rule(SearchPlan plan, Sampling sampling) {
      return new Halving(plan, this, sampling);
    }

    /** What a wave that begins with so many noises spends. */
    int nfe(SamplingSettings sampling, int noises) {
      return noises * sampling.initialParticles()
          + widths(sampling, noises).stream().mapToInt(Integer::intValue).sum()
          + Math.min(noises, finalists) * sampling.finishNfe();
    }

    /** The particles of steps 1 to M − 1. */
    List<Integer> widths(SamplingSettings sampling, int noises) {
      List<Integer> widths = new ArrayList<>();
      int width = noises;
      for (int step = 1; step < sampling.steps(); step++) {
        width = Math.max(1, (int) (width * share)) * branches;
        widths.add(width);
      }
      return widths;
    }
  }

  private final Settings own;
  private final int roundNfe;

  private Halving(SearchPlan plan, Settings own, Sampling sampling) {
    super(plan, sampling);
    this.own = own;
    this.roundNfe = plan.affordable() / own.rounds();
  }

  /** As many noises as the round's share pays for, or the rest of the budget if that is less. */
  @Override
  int affordableChains(int nfe) {
    int allowed = Math.min(nfe, Math.max(roundNfe, own.nfe(settings, 1)));
    int low = 0;
    int high = settings.chains();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (own.nfe(settings, middle) <= allowed) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  List<Integer> widths(int chains, int nfe) {
    return own.widths(settings, chains);
  }

  @Override
  Widths widths(Wave wave) {
    return new Widths(1, 1, 1);
  }

  /** A step may have more particles than there were noises, each in a chain of its own. */
  @Override
  int next(Wave wave) {
    int widest = Collections.max(own.widths(settings, wave.chains()));
    return wave.first() + Math.max(wave.chains(), widest);
  }

  @Override
  boolean judges(int step) {
    return true;
  }

  @Override
  List<Survivor> started(Wave wave, List<Survivor> noises) {
    return best(wave, noises, wave.widths().getFirst());
  }

  @Override
  List<Survivor> survivors(Wave before, List<Candidate> candidates) {
    List<Survivor> all = candidates.stream().map(Survivor::of).toList();
    boolean isLast = before.widths().size() == 1;
    return isLast ? all : best(before, all, before.widths().get(1));
  }

  /** Those from which a step of a width is drawn; each has noise of its own from here. */
  private List<Survivor> best(Wave wave, List<Survivor> all, int width) {
    List<Survivor> sorted = all.stream().sorted(BEST_FIRST).toList();
    return IntStream.range(0, Math.clamp(width / own.branches(), 1, sorted.size()))
        .mapToObj(i -> sorted.get(i).walked(sorted.get(i).particle().inChain(wave.first() + i)))
        .toList();
  }

  @Override
  List<Candidate> finalists(List<Survivor> survivors, List<Candidate> candidates, Budget budget) {
    return affordableBest(candidates, own.finalists(), budget);
  }
}
