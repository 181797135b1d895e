package dev.rollover.search;

import dev.rollover.flow.TimeGrid;
import java.util.List;

/**
 * Where {@link SearchOverPaths} stands: on a segment of the path, or between two.
 *
 * @param round 0 for the way from noise to the first samples
 * @param taken states of this segment that were evaluated
 * @param from time of the samples that were noised for this segment; 1 in round 0
 * @param to time at which the segment ends
 * @param standing the latest states, with their velocities; between two segments the samples, not
 *     evaluated; empty before the first noise
 * @param unfinished the best candidates at the ends of segments so far that no image was made of,
 *     the best first
 */
record Segment(
    int round,
    int taken,
    double from,
    double to,
    List<Particle> standing,
    List<Candidate> unfinished)
    implements RuleState {

  Segment {
    standing = List.copyOf(standing);
    unfinished = List.copyOf(unfinished);
  }

  /** Before the first noise. */
  static Segment start(double to) {
    return new Segment(0, 0, 1, to, List.of(), List.of());
  }

  boolean isFresh() {
    return standing.isEmpty();
  }

  /** Whether it stands at samples, between two segments. */
  boolean isBetween() {
    return round > 0 && taken == 0;
  }

  /**
   * The time of one of its states, 0 being the first, on a grid that is scaled to it.
   *
   * @param forward time by which the samples were noised
   */
  double time(int state, TimeGrid grid, double forward) {
    double begin = round == 0 ? 1 : Math.min(1, from + forward);
    return Math.clamp(to + (begin - to) * grid.at(state), to, begin);
  }

  /** One state on. */
  Segment walked(List<Particle> evaluated) {
    return new Segment(round, taken + 1, from, to, evaluated, unfinished);
  }

  /** At the segment's end. */
  Segment ended(List<Particle> samples, List<Candidate> best) {
    return new Segment(round + 1, 0, to, to, samples, best);
  }

  /** On a new segment that ends so much earlier than the last. */
  Segment descending(double by) {
    return new Segment(round, taken, from, Math.max(0, from - by), standing, unfinished);
  }

  /** With images about to be made of some candidates. */
  Segment finishing(List<Candidate> candidates) {
    List<Candidate> others =
        unfinished.stream()
            .filter(
                candidate ->
                    candidates.stream()
                        .noneMatch(one -> one.particle().id().equals(candidate.particle().id())))
            .toList();
    return new Segment(round, taken, from, to, standing, others);
  }
}
