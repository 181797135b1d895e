package dev.rollover.flow;

/**
 * A reverse process over a trained model: which path it follows, how much noise it adds, at which
 * times it stops. Times run from s = 1, noise, to s = 0, image; bars mark the generation's path, t
 * and c are those of {@link InterpolantConversion}.
 *
 * @param trained the path the model's velocity belongs to
 * @param generation the path that is followed
 * @param kernel how a step is taken
 * @param grid the times
 */
public record GenerationProcess(
    Interpolant trained, Interpolant generation, StepKernel kernel, TimeGrid grid) {

  /** Over a model trained on the linear path. */
  public GenerationProcess(Interpolant generation, StepKernel kernel, TimeGrid grid) {
    this(new Linear(), generation, kernel, grid);
  }

  /** Over a model trained on the linear path, by {@link EulerMaruyama} steps. */
  public GenerationProcess(Interpolant generation, Diffusion diffusion, TimeGrid grid) {
    this(generation, new EulerMaruyama(diffusion), grid);
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

  /** E[x_1 | x̄] of x̄ and the model's u_t(x̄/c). */
  public LatentAndVelocity posteriorNoise(double time) {
    InterpolantConversion conversion = conversion(time);
    LatentAndVelocity noise = trained.at(conversion.time()).velocityToPosteriorNoise();
    return new LatentAndVelocity(noise.latent() / conversion.scale(), noise.velocity());
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
    if (!(time > nextTime)) {
      throw new IllegalArgumentException("no step leads from %s to %s".formatted(time, nextTime));
    }
    return kernel.step(this, time, nextTime);
  }

  /**
   * The grid's step number {@code step} (0 is the first) between latents as the model sees them,
   * x̄/c: coefficients of (x̄/c, u, ε) that give x̄'/c'.
   */
  public StepCoefficients modelStep(int step) {
    return modelStep(grid.at(step), grid.at(step + 1));
  }

  /**
   * The step from one time to a later one (s' &lt; s) between latents as the model sees them, x̄/c:
   * coefficients of (x̄/c, u, ε) that give x̄'/c'.
   */
  public StepCoefficients modelStep(double time, double nextTime) {
    StepCoefficients coefficients = step(time, nextTime);
    double nextInputScale = inputScale(nextTime);
    return new StepCoefficients(
        coefficients.latent() * conversion(time).scale() * nextInputScale,
        coefficients.velocity() * nextInputScale,
        coefficients.noise() * nextInputScale);
  }

  /**
   * The way back from an image or a latent to a noisier time (s' &gt; s), x' = (α'/α)·x + √(σ'² −
   * (α'/α)²σ²)·ε: from a sample of the path at s, one of the path at s'. Between latents as the
   * model sees them, so that α and σ are the trained path's at the times t and t'.
   */
  public StepCoefficients modelRenoising(double time, double noisierTime) {
    if (!(time < noisierTime)) {
      throw new IllegalArgumentException(
          "there is no more noise at %s than at %s".formatted(noisierTime, time));
    }
    InterpolantCoefficients here = trained.at(modelTime(time));
    InterpolantCoefficients there = trained.at(modelTime(noisierTime));
    double kept = there.alpha() / here.alpha();
    double keptNoise = kept * here.sigma();
    // The root of the difference of two squares, without the cancellation.
    double fresh = StrictMath.sqrt((there.sigma() - keptNoise) * (there.sigma() + keptNoise));
    return new StepCoefficients(kept, 0, fresh);
  }

  private InterpolantConversion conversion(double time) {
    return InterpolantConversion.between(trained, generation.at(time));
  }
}
