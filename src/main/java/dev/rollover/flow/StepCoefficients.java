package dev.rollover.flow;

/**
 * One step x' = a·x + b·u + n·ε from a latent, the model's velocity there and ε ~ N(0, I).
 *
 * @param latent a
 * @param velocity b
 * @param noise n, at least 0; 0 for the ODE
 */
public record StepCoefficients(double latent, double velocity, double noise) {

  /** a·x + b·u + n·ε of plain numbers. */
  public double apply(double x, double u, double epsilon) {
    return latent * x + velocity * u + noise * epsilon;
  }

  /**
   * a·x + b·u + n·ε of latents, in float.
   *
   * @return a new array, as long as each argument
   */
  public float[] apply(float[] x, float[] u, float[] epsilon) {
    float[] next = new float[x.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = (float) (latent * x[i] + velocity * u[i] + noise * epsilon[i]);
    }
    return next;
  }
}
