package dev.rollover.search;

import dev.rollover.flow.TimeGrid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of a {@link Segment}: where it begins, and where each step leads. The first segment
 * begins at noises and has the grid of the settings; each later one begins at noisy copies of
 * samples, with a grid of its own. Grids are scaled to the segment.
 */
final class SegmentStates {

  private final SamplingSettings settings;
  private final SearchOverPathsSettings own;
  private final Sampling sampling;
  private final TimeGrid backward;

  SegmentStates(SamplingSettings settings, SearchOverPathsSettings own, Sampling sampling) {
    this.settings = settings;
    this.own = own;
    this.sampling = sampling;
    this.backward = sampling.grid(own.backwardSteps());
  }

  /** The noises of all chains. */
  List<Particle> noises() {
    return sampling.initials(0, settings.chains(), settings.initialParticles());
  }

  /** How many states of a segment are still to be evaluated. */
  int left(Segment segment) {
    return grid(segment).steps() - segment.taken();
  }

  /** What comes after the states at which a segment stands; between two, the copies of samples. */
  List<Particle> next(Segment segment) {
    return segment.isBetween() ? copies(segment) : stepped(segment);
  }

  /** K noisy copies of each sample; those of one chain are numbered on. */
  private List<Particle> copies(Segment segment) {
    List<Particle> copies = new ArrayList<>();
    Map<Integer, Integer> drawn = new HashMap<>();
    for (Particle sample : segment.standing()) {
      int to = drawn.merge(sample.chain(), own.particles(), Integer::sum);
      for (int draw = to - own.particles(); draw < to; draw++) {
        copies.add(sampling.renoised(sample, draw, segment.from(), time(segment, 0)));
      }
    }
    return copies;
  }

  private List<Particle> stepped(Segment segment) {
    double time = time(segment, segment.taken() - 1);
    double next = time(segment, segment.taken());
    return segment.standing().stream()
        .map(state -> sampling.along(state, state.step() + 1, time, next))
        .toList();
  }

  private TimeGrid grid(Segment segment) {
    return segment.round() == 0 ? sampling.process().grid() : backward;
  }

  private double time(Segment segment, int state) {
    return segment.time(state, grid(segment), own.forward());
  }
}
