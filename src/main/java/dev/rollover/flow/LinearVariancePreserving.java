package dev.rollover.flow;

/** α = √(1 − s²), σ = s. Its α̇ is −∞ at s = 1. */
public record LinearVariancePreserving() implements Interpolant {

  @Override
  public InterpolantCoefficients at(double time) {
    Interpolant.requireTime(time);
    double alpha = StrictMath.sqrt((1 - time) * (1 + time));
    return new InterpolantCoefficients(alpha, time, -time / alpha, 1);
  }

  @Override
  public double timeOf(double signalToNoise) {
    return 1 / StrictMath.hypot(1, Interpolant.requireRatio(signalToNoise));
  }
}
