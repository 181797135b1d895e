package dev.rollover.flow;

/**
 * A linear combination a·x + b·u of a latent and its velocity.
 *
 * @param latent a
 * @param velocity b
 */
public record LatentAndVelocity(double latent, double velocity) {

  /** a·x + b·u of plain numbers. */
  public double apply(double x, double u) {
    return latent * x + velocity * u;
  }

  LatentAndVelocity times(double factor) {
    return new LatentAndVelocity(factor * latent, factor * velocity);
  }
}
