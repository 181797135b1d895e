package dev.rollover.flow;

/**
 * α = (1 − s)ⁿ, σ = 1 − (1 − s)ⁿ; n = 1 is {@link Linear}.
 *
 * @param degree n ≥ 1
 */
public record Polynomial(int degree) implements Interpolant {

  public Polynomial {
    if (degree < 1) {
      throw new IllegalArgumentException("a polynomial's degree is at least 1, not " + degree);
    }
  }

  @Override
  public InterpolantCoefficients at(double time) {
    Interpolant.requireTime(time);
    double alpha = StrictMath.pow(1 - time, degree);
    // 1 − (1 − s)ⁿ without cancellation near s = 0.
    double sigma = -StrictMath.expm1(degree * StrictMath.log1p(-time));
    double slope = degree * StrictMath.pow(1 - time, degree - 1);
    return new InterpolantCoefficients(alpha, sigma, -slope, slope);
  }

  @Override
  public double timeOf(double signalToNoise) {
    // 1 − (ρ/(1 + ρ))^(1/n)
    double inverse = 1 / Interpolant.requireRatio(signalToNoise);
    return -StrictMath.expm1(-StrictMath.log1p(inverse) / degree);
  }
}
