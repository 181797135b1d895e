package dev.rollover.flow;

/**
 * A reverse process over a trained model: which path it follows, how much noise it adds, at which
 * times it stops. Times run from s = 1, noise, to s = 0, image; bars mark the generation's path, t
 * and c are those of {@link InterpolantConversion}.
 *
 * <p>One Euler–Maruyama step, of weak order 1: x̄' = x̄ + (−ū + (g²/2)·∇log p̄(x̄))·Δ + g·√Δ·ε, Δ =
 * s − s'. A slope that the path lacks at s (linear-VP at s = 1) is replaced by its mean over the
 * step.
 *
 * @param trained the path the model's velocity belongs to
 * @param generation the path that is followed
 * @param diffusion g
 * @param grid the times
 */
public record GenerationProcess(
    Interpolant trained, Interpolant generation, Diffusion diffusion, TimeGrid grid) {

  /** Over a model trained on the linear path. */
  public GenerationProcess(Interpolant generation, Diffusion diffusion, TimeGrid grid) {
    this(new Linear(), generation, diffusion, grid);
  }

  /** t: the time to ask the model at. */
  public double modelTime(double time) {
    return conversion(time).time();
  }

  /** 1/c: the model is asked u_t(x̄/c). */
  public double inputScale(double time) {
    return 1 / conversion(time).scale();
  }

  /** E[x_0 | x̄] of x̄ and the model's u_t(x̄/c). */
  public LatentAndVelocity posteriorMean(double time) {
    InterpolantConversion conversion = conversion(time);
    LatentAndVelocity mean = trained.at(conversion.time()).velocityToPosteriorMean();
    return new LatentAndVelocity(mean.latent() / conversion.scale(), mean.velocity());
  }

  /** ū of x̄ and the model's u_t(x̄/c). */
  public LatentAndVelocity velocity(double time) {
    return conversion(time).velocity();
  }

  /** ∇log p̄(x̄) = (1/c)·∇log p_t(x̄/c) of x̄ and the model's u_t(x̄/c). */
  public LatentAndVelocity score(double time) {
    InterpolantConversion conversion = conversion(time);
    LatentAndVelocity score = trained.at(conversion.time()).velocityToScore();
    return new LatentAndVelocity(score.latent() / conversion.scale(), score.velocity())
        .times(1 / conversion.scale());
  }

  /**
   * The step from one time to a later one (s' &lt; s), as coefficients of (x̄, u, ε) with u =
   * u_t(x̄/c).
   */
  public StepCoefficients step(double time, double nextTime) {
    double duration = time - nextTime;
    if (!(duration > 0)) {
      throw new IllegalArgumentException("no step leads from %s to %s".formatted(time, nextTime));
    }
    InterpolantCoefficients point = withSlopes(time, nextTime);
    LatentAndVelocity velocity = InterpolantConversion.between(trained, point).velocity();
    LatentAndVelocity score = score(time);
    double g = diffusion.at(time, point);
    double correction = g * g / 2;
    return new StepCoefficients(
        1 + (-velocity.latent() + correction * score.latent()) * duration,
        (-velocity.velocity() + correction * score.velocity()) * duration,
        g * StrictMath.sqrt(duration));
  }

  /**
   * The grid's step number {@code step} (0 is the first) between latents as the model sees them,
   * x̄/c: coefficients of (x̄/c, u, ε) that give x̄'/c'.
   */
  public StepCoefficients modelStep(int step) {
    double time = grid.at(step);
    double nextTime = grid.at(step + 1);
    StepCoefficients coefficients = step(time, nextTime);
    double nextInputScale = inputScale(nextTime);
    return new StepCoefficients(
        coefficients.latent() * conversion(time).scale() * nextInputScale,
        coefficients.velocity() * nextInputScale,
        coefficients.noise() * nextInputScale);
  }

  private InterpolantConversion conversion(double time) {
    return InterpolantConversion.between(trained, generation.at(time));
  }

  private InterpolantCoefficients withSlopes(double time, double nextTime) {
    InterpolantCoefficients here = generation.at(time);
    if (here.hasSlopes()) {
      return here;
    }
    InterpolantCoefficients there = generation.at(nextTime);
    double duration = time - nextTime;
    return new InterpolantCoefficients(
        here.alpha(),
        here.sigma(),
        (here.alpha() - there.alpha()) / duration,
        (here.sigma() - there.sigma()) / duration);
  }
}
