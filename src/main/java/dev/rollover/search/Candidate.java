package dev.rollover.search;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Scales;
import dev.rollover.reward.Score;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A particle whose image was scored.
 *
 * @param particle it
 * @param image of its posterior mean
 * @param score of the image
 * @param finished whether the image is the search's product, not a look ahead
 */
record Candidate(Particle particle, RgbImage image, Score score, boolean finished) {

  /** The best first: what is finished before what is not, then by reward. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::finished).thenComparingDouble(Candidate::reward).reversed();

  static Candidate best(List<Candidate> candidates) {
    return Collections.min(candidates, BEST_FIRST);
  }

  /** The best so many of some candidates, each particle once. */
  static List<Candidate> best(Stream<Candidate> candidates, int count) {
    Map<Particle.Id, Candidate> distinct = new LinkedHashMap<>();
    candidates
        .sorted(BEST_FIRST)
        .forEach(candidate -> distinct.putIfAbsent(candidate.particle().id(), candidate));
    return distinct.values().stream().limit(count).toList();
  }

  /** The best of each chain, by the chain's number. */
  static List<Candidate> bestOfEachChain(List<Candidate> candidates) {
    Map<Integer, Candidate> best = new TreeMap<>();
    candidates.forEach(
        candidate ->
            best.merge(candidate.particle().chain(), candidate, (a, b) -> best(List.of(a, b))));
    return List.copyOf(best.values());
  }

  /** −∞ where the reward could not tell, so that whatever is known is better. */
  double reward() {
    return score.value();
  }

  boolean isKnown() {
    return score.isKnown();
  }

  Answer answer() {
    return new Answer(image, score, finished, particle.chain(), particle.step());
  }

  /** The same with the value that it has on some scales. */
  Candidate on(Scales scales, Reward reward) {
    return new Candidate(particle, image, reward.on(scales, score), finished);
  }

  /** The same with its particle's gradient. */
  Candidate with(Particle guided) {
    return new Candidate(guided, image, score, finished);
  }

  Candidate asFinished() {
    return new Candidate(particle, image, score, true);
  }
}
