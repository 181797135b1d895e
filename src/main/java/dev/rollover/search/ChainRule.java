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

  private final int mostParticles;
  private final ParticleSchedule schedule;

  ChainRule(SearchPlan plan, Sampling sampling, int mostParticles, ParticleSchedule schedule) {
    super(plan, sampling);
    this.mostParticles = mostParticles;
    this.schedule = schedule;
  }

  /** Whom a chain goes on from. */
  abstract Candidate choice(List<Candidate> own);

  /** NFE of a chain that draws one candidate at each step. */
  static int leastNfe(SamplingSettings settings) {
    return settings.initialParticles() + settings.steps() - 1 + settings.finishNfe();
  }

  @Override
  int affordableChains(int nfe) {
    return Math.min(settings.chains(), nfe / leastNfe(settings));
  }

  @Override
  List<Integer> widths(int chains, int nfe) {
    int searched = nfe / chains - settings.initialParticles() - settings.finishNfe();
    return schedule.widths(searched, settings.steps() - 1, 1).stream()
        .map(width -> Math.min(width, mostParticles))
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
    return byChain.values().stream().map(own -> Survivor.of(choice(own))).toList();
  }

  @Override
  List<Candidate> finalists(List<Survivor> survivors, List<Candidate> candidates, Budget budget) {
    return candidates.stream()
        .filter(
            candidate ->
                survivors.stream()
                    .anyMatch(one -> one.particle().id().equals(candidate.particle().id())))
        .toList();
  }
}
