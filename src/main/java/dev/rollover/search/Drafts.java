package dev.rollover.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a search that makes drafts stands: at a batch of them, at the finalists of a {@link
 * Cascade}, or before either.
 *
 * @param first number of the batch's first draft
 * @param batch drafts that are being made; 0 while none are
 * @param taken states of the batch, or of the finalists, that were evaluated
 * @param noises that the batch started from, with their velocities; empty before they are known
 * @param standing the latest states, with their velocities; empty before the noises are known
 * @param inFull whether these are the finalists
 * @param best drafts so far that were not run in full, or that an {@link Evolution} goes on from,
 *     the best first
 */
record Drafts(
    int first,
    int batch,
    int taken,
    List<Particle> noises,
    List<Particle> standing,
    boolean inFull,
    List<Draft> best)
    implements RuleState {

  /**
   * A draft that something more may come of.
   *
   * @param noise that it started from, with its velocity
   * @param reward of its full image; of its look ahead until that is scored
   */
  record Draft(Particle noise, double reward) {}

  Drafts {
    noises = List.copyOf(noises);
    standing = List.copyOf(standing);
    best = List.copyOf(best);
  }

  /** Before so many drafts, the first of all. */
  static Drafts start(int batch) {
    return new Drafts(0, batch, 0, List.of(), List.of(), false, List.of());
  }

  boolean isFresh() {
    return standing.isEmpty();
  }

  /** Whether neither drafts nor finalists are on their way. */
  boolean isBetween() {
    return batch == 0 && !inFull;
  }

  /** Before so many drafts more; with 0, before whatever comes next. */
  Drafts next(int more) {
    return new Drafts(first + batch, more, 0, List.of(), List.of(), false, best);
  }

  /** At the noises of the best drafts, to be run in full. */
  Drafts running() {
    List<Particle> finalists = best.stream().map(Draft::noise).toList();
    return new Drafts(first + batch, 0, 1, List.of(), finalists, true, List.of());
  }

  /** Whether the draft of this number is among the best. */
  boolean goesOnFrom(int draft) {
    return best.stream().anyMatch(each -> each.noise().chain() == draft);
  }

  /** One state on. */
  Drafts walked(List<Particle> evaluated) {
    List<Particle> from = taken == 0 ? evaluated : noises;
    return new Drafts(first, batch, taken + 1, from, evaluated, inFull, best);
  }

  /** Past a batch, with the drafts of these candidates among the best. */
  Drafts drafted(List<Candidate> candidates) {
    Map<Integer, Particle> noiseOf = new HashMap<>();
    noises.forEach(noise -> noiseOf.put(noise.chain(), noise));
    Stream<Draft> drafts =
        candidates.stream()
            .map(
                each ->
                    new Draft(
                        Objects.requireNonNull(noiseOf.get(each.particle().chain())),
                        each.reward()));
    return next(0).with(Stream.concat(best.stream(), drafts));
  }

  /** With the rewards of full images in place of those of looks ahead, and no more than so many. */
  Drafts scored(List<Candidate> images, int most) {
    Map<Integer, Double> rewards = new HashMap<>();
    images.forEach(image -> rewards.put(image.particle().chain(), image.reward()));
    return with(
        best.stream()
            .map(
                draft ->
                    new Draft(
                        draft.noise(), rewards.getOrDefault(draft.noise().chain(), draft.reward())))
            .sorted(Comparator.comparingDouble(Draft::reward).reversed())
            .limit(most));
  }

  private Drafts with(Stream<Draft> others) {
    return new Drafts(first, batch, taken, noises, standing, inFull, others.toList());
  }
}
