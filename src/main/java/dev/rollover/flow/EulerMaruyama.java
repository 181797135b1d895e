package dev.rollover.flow;

/**
 * Euler and Maruyama's step along the reverse SDE, of weak order 1: x̄' = x̄ + (−ū + (g²/2)·∇log
 * p̄(x̄))·Δ + g·√Δ·ε, Δ = s − s'. It keeps every marginal as Δ → 0, but a single long step adds
 * more noise than the path has at s'. A slope that the path lacks at s (linear-VP at s = 1) is
 * replaced by its mean over the step.
 *
 * @param diffusion g
 */
public record EulerMaruyama(Diffusion diffusion) implements StepKernel {

  @Override
  public StepCoefficients step(GenerationProcess process, double time, double nextTime) {
    double duration = time - nextTime;
    InterpolantCoefficients point = withSlopes(process.generation(), time, nextTime);
    LatentAndVelocity velocity = InterpolantConversion.between(process.trained(), point).velocity();
    LatentAndVelocity score = process.score(time);
    double g = diffusion.at(time, point);
    double correction = g * g / 2;
    return new StepCoefficients(
        1 + (-velocity.latent() + correction * score.latent()) * duration,
        (-velocity.velocity() + correction * score.velocity()) * duration,
        g * StrictMath.sqrt(duration));
  }

  private static InterpolantCoefficients withSlopes(
      Interpolant path, double time, double nextTime) {
    InterpolantCoefficients here = path.at(time);
    if (here.hasSlopes()) {
      return here;
    }
    InterpolantCoefficients there = path.at(nextTime);
    double duration = time - nextTime;
    return new InterpolantCoefficients(
        here.alpha(),
        here.sigma(),
        (here.alpha() - there.alpha()) / duration,
        (here.sigma() - there.sigma()) / duration);
  }
}
