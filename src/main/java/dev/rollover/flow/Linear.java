package dev.rollover.flow;

/** α = 1 − s, σ = s: the straight path that rectified flows such as FLUX are trained on. */
public record Linear() implements Interpolant {

  @Override
  public InterpolantCoefficients at(double time) {
    Interpolant.requireTime(time);
    return new InterpolantCoefficients(1 - time, time, -1, 1);
  }

  @Override
  public double timeOf(double signalToNoise) {
    return 1 / (1 + Interpolant.requireRatio(signalToNoise));
  }
}
