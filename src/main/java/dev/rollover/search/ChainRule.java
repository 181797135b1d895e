package dev.rollover.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Searches whose chains each draw some candidates and go on from one of their own: a chain's steps
 * have as many candidates as the budget pays for, up to a most.
 */
abstract class ChainRule extends WaveRule {

  private final ChainSettings own;

  ChainRule(SearchPlan plan, Sampling sampling, ChainSettings own) {
    super(plan, sampling);
    this.own = own;
  }

  /** Whom a chain goes on from. */
  abstract Candidate choice(List<Candidate> candidates);

  /** NFE of a chain that draws one candidate at each step. */
  static int leastNfe(SamplingSettings settings, Guidance guidance) {
    return fixedNfe(settings, guidance) + settings.steps() - 1;
  }

  /** What a chain spends however wide its steps are: on its noises, its gradients, its finish. */
  private static int fixedNfe(SamplingSettings settings, Guidance guidance) {
    return settings.initialParticles()
        + guidance.nfeOfChain(settings.steps())
        + settings.finishNfe();
  }

  @Override
  int affordableChains(int nfe) {
    return Math.min(settings.chains(), nfe / leastNfe(settings, guidance));
  }

  @Override
  List<Integer> widths(int chains, int nfe) {
    int searched = nfe / chains - fixedNfe(settings, guidance);
    return own.schedule().widths(searched, settings.steps() - 1, 1).stream()
        .map(width -> Math.min(width, own.particles()))
        .toList();
  }

  @Override
  boolean judges(int step) {
    return step > 0;
  }

  @Override
  List<Survivor> survivors(Wave before, List<Candidate> candidates) {
    Map<Integer, List<Candidate>> byChain =
        candidates.stream()
            .collect(
                Collectors.groupingBy(
                    candidate -> candidate.particle().chain(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byChain.values().stream().map(drawn -> Survivor.of(choice(drawn))).toList();
  }

  @Override
  List<Candidate> finalists(List<Survivor> survivors, List<Candidate> candidates, Budget budget) {
    return of(survivors, candidates);
  }
}
