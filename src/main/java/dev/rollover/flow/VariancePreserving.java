package dev.rollover.flow;

/**
 * The diffusion models' path: T(s) = ½·s²·(β_max − β_min) + s·β_min, α = exp(−T/2), σ = √(1 −
 * exp(−T)).
 *
 * <p>Its image never vanishes quite: α is .0066 at s = 1 with the usual β. Its σ̇ is ∞ at s = 0.
 *
 * @param betaMin β at s = 0, positive
 * @param betaMax β at s = 1, above {@code betaMin}
 */
public record VariancePreserving(double betaMin, double betaMax) implements Interpolant {

  /** β from 0.1 to 20. */
  public VariancePreserving() {
    this(0.1, 20);
  }

  public VariancePreserving {
    if (!(betaMin > 0 && betaMax > betaMin && Double.isFinite(betaMax))) {
      throw new IllegalArgumentException(
          "0 < β_min < β_max does not hold for %s and %s".formatted(betaMin, betaMax));
    }
  }

  @Override
  public InterpolantCoefficients at(double time) {
    Interpolant.requireTime(time);
    double integral = 0.5 * time * time * (betaMax - betaMin) + time * betaMin;
    double rate = betaMin + time * (betaMax - betaMin);
    double alpha = StrictMath.exp(-integral / 2);
    double sigma = StrictMath.sqrt(-StrictMath.expm1(-integral));
    return new InterpolantCoefficients(
        alpha, sigma, -rate * alpha / 2, rate * alpha * alpha / (2 * sigma));
  }

  @Override
  public double timeOf(double signalToNoise) {
    double ratio = Interpolant.requireRatio(signalToNoise);
    // T = −ln(ρ²/(1 + ρ²)), and the root of T(s) = T in the form that keeps small T exact.
    double integral = StrictMath.log1p(1 / (ratio * ratio));
    double root = StrictMath.sqrt(betaMin * betaMin + 2 * (betaMax - betaMin) * integral);
    return integral >= longestIntegral() ? 1 : 2 * integral / (betaMin + root);
  }

  /** T(1). */
  private double longestIntegral() {
    return (betaMin + betaMax) / 2;
  }
}
