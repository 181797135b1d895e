package dev.rollover.search;

import java.util.List;

/**
 * The deterministic way from some particles to their images: equal Euler steps of the ODE on the
 * model's own straight path. The first uses the velocity that is known already, so k steps cost k −
 * 1 NFE a particle, and one step leads to the posterior mean.
 *
 * @param particles with their velocities
 * @param steps that are left, at least 1
 */
record Finish(List<Particle> particles, int steps) {

  Finish {
    particles = List.copyOf(particles);
  }

  boolean isLastStep() {
    return steps == 1;
  }

  /** What is still to be spent. */
  int nfe() {
    return particles.size() * (steps - 1);
  }

  /** One step on; the velocities there are still to be asked for. */
  List<Particle> moved() {
    return particles.stream()
        .map(particle -> particle.moveTo(particle.time() * (steps - 1) / steps))
        .toList();
  }

  /** What is left after a step, with the velocities there. */
  Finish after(List<Particle> moved) {
    return new Finish(moved, steps - 1);
  }
}
