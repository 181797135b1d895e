package dev.rollover.flow;

/** α = cos(πs/2), σ = sin(πs/2). */
public record Cosine() implements Interpolant {

  private static final double QUARTER_TURN = Math.PI / 2;

  @Override
  public InterpolantCoefficients at(double time) {
    Interpolant.requireTime(time);
    // A sine of 1 − s, so that α is exactly 0 at s = 1.
    double alpha = StrictMath.sin(QUARTER_TURN * (1 - time));
    double sigma = StrictMath.sin(QUARTER_TURN * time);
    return new InterpolantCoefficients(alpha, sigma, -QUARTER_TURN * sigma, QUARTER_TURN * alpha);
  }

  @Override
  public double timeOf(double signalToNoise) {
    return StrictMath.atan(1 / Interpolant.requireRatio(signalToNoise)) / QUARTER_TURN;
  }
}
