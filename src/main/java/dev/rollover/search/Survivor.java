package dev.rollover.search;

/**
 * A particle that a wave goes on with, and what is known of its path.
 *
 * @param particle with its velocity
 * @param reward of its own look ahead; −∞ before the first
 * @param handedOn what its path hands on to what grows from it, such as the highest reward on it;
 *     −∞ before the first look ahead
 * @param logWeight of a weighted population; 0 where all count alike
 */
record Survivor(Particle particle, double reward, double handedOn, double logWeight) {

  /** A particle of which nothing is known. */
  static Survivor unjudged(Particle particle) {
    return new Survivor(particle, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 0);
  }

  /** A candidate that a path of its own begins with. */
  static Survivor of(Candidate candidate) {
    return new Survivor(candidate.particle(), candidate.reward(), candidate.reward(), 0);
  }

  /** The same with its particle's gradient. */
  Survivor with(Particle guided) {
    return new Survivor(guided, reward, handedOn, logWeight);
  }

  /** The path's next particle, not judged. */
  Survivor walked(Particle next) {
    return new Survivor(next, reward, handedOn, logWeight);
  }
}
