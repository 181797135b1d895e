package dev.rollover.search;

import java.util.List;

/**
 * What a rule asks for next.
 *
 * @param state of the rule once it is evaluated
 * @param particles at least one, without their velocities
 * @param phase that they are booked under
 * @param judged whether a look ahead is to judge them
 */
record Draw<S extends RuleState>(S state, List<Particle> particles, Phase phase, boolean judged) {

  Draw {
    particles = List.copyOf(particles);
  }
}
