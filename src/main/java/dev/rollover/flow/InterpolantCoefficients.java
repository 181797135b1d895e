package dev.rollover.flow;

/**
 * An interpolant at one time: α, σ, α̇ and σ̇, and what a velocity u = E[α̇·x_0 + σ̇·x_1 | x] there
 * says of the data.
 *
 * @param alpha weight of the image, α in [0, 1]
 * @param sigma weight of the noise, σ in [0, 1]
 * @param alphaDot α̇; infinite where the path leaves an end vertically
 * @param sigmaDot σ̇; infinite where the path leaves an end vertically
 */
public record InterpolantCoefficients(
    double alpha, double sigma, double alphaDot, double sigmaDot) {

  /** ρ = α/σ, infinite at the image's end. */
  public double signalToNoise() {
    return alpha / sigma;
  }

  /** W = σ̇·α − α̇·σ, positive: how fast the path turns from image to noise. */
  double turning() {
    return sigmaDot * alpha - alphaDot * sigma;
  }

  /** Whether both slopes exist here. */
  boolean hasSlopes() {
    return Double.isFinite(alphaDot) && Double.isFinite(sigmaDot);
  }

  /**
   * Velocity to posterior mean (Tweedie): E[x_0 | x] = (σ·u − σ̇·x)/(α̇·σ − σ̇·α); x/α where σ = 0.
   *
   * @throws ArithmeticException where the velocity says nothing of the image (α = α̇ = 0)
   */
  public LatentAndVelocity velocityToPosteriorMean() {
    if (sigma == 0) {
      return new LatentAndVelocity(1 / alpha, 0);
    }
    return new LatentAndVelocity(sigmaDot / determinant(), -sigma / determinant());
  }

  /**
   * Velocity to the noise's posterior mean: E[x_1 | x] = (α̇·x − α·u)/(α̇·σ − σ̇·α); x/σ where α =
   * 0.
   *
   * @throws ArithmeticException where the velocity says nothing of the noise (σ = 0, σ̇ infinite)
   */
  public LatentAndVelocity velocityToPosteriorNoise() {
    if (alpha == 0) {
      return new LatentAndVelocity(1 / sigma, 0);
    }
    return new LatentAndVelocity(-alphaDot / determinant(), alpha / determinant());
  }

  /**
   * Velocity to score: ∇log p(x) = (α·u − α̇·x)/(σ·(α̇·σ − α·σ̇)).
   *
   * @throws ArithmeticException where there is no noise (σ = 0): the data need not have a density
   */
  public LatentAndVelocity velocityToScore() {
    if (sigma == 0) {
      throw new ArithmeticException("without noise there is no score to be had from a velocity");
    }
    double scale = sigma * determinant();
    return new LatentAndVelocity(alphaDot / scale, -alpha / scale);
  }

  private double determinant() {
    if (!hasSlopes() || turning() == 0) {
      throw new ArithmeticException("the velocity determines nothing at " + this);
    }
    return turning();
  }
}
