package dev.rollover.flow;

/**
 * The coefficients-preserving step (Wang and Yu, "Coefficients-preserving sampling for
 * reinforcement learning with flow matching", 2025, arXiv 2509.05952), here for every path:
 *
 * <pre>
 * x̂_0 = E[x_0 | x̄]    x̂_1 = E[x_1 | x̄]    ς = σ̄'·sin(ηπ/2)
 * x̄' = ᾱ'·x̂_0 + √(σ̄'² − ς²)·x̂_1 + ς·ε
 * </pre>
 *
 * <p>Image and noise carry exactly the weights that the path gives them at s', however long the
 * step; at s' = 0 it leads to the posterior mean. η = 0 is the deterministic step of DDIM, which on
 * the straight path is Euler's along the ODE; η = 1 renoises fully: ᾱ'·x̂_0 + σ̄'·ε. Divided by c',
 * ᾱ' and σ̄' become α_{t'} and σ_{t'}: in the model's coordinates the path counts only through the
 * times t that it visits.
 *
 * <p>Made for few steps. A mean x̂_1 has less spread than the noise it stands for, so that each
 * step loses a share of the variance that does not shrink with its length: (1 −
 * cos(ηπ/2))²·α²d²σ²/(α²d² + σ²) for Gaussian data of deviation d. As the steps grow many,
 * marginals are kept by η = 0 and by an η that falls with √Δ, where the step becomes the SDE's with
 * g·√Δ = ς, but not by a fixed η.
 *
 * @param eta η, the share of fresh noise, from 0 to 1
 */
public record CoefficientsPreserving(double eta) implements StepKernel {

  public CoefficientsPreserving {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("η lies in [0, 1], which " + eta + " does not");
    }
  }

  @Override
  public StepCoefficients step(GenerationProcess process, double time, double nextTime) {
    InterpolantCoefficients next = process.generation().at(nextTime);
    double fresh = StrictMath.sin(eta * Math.PI / 2);
    // The cosine, exactly 0 at η = 1.
    double kept = StrictMath.sqrt((1 - fresh) * (1 + fresh));
    LatentAndVelocity image = process.posteriorMean(time).times(next.alpha());
    LatentAndVelocity noise = process.posteriorNoise(time).times(next.sigma() * kept);
    return new StepCoefficients(
        image.latent() + noise.latent(), image.velocity() + noise.velocity(), next.sigma() * fresh);
  }
}
