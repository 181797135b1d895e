package dev.rollover.flow;

/**
 * How much noise a reverse step adds and removes again: g(s) = norm·c(s). Every g ≥ 0 leaves all
 * marginals as they are; g = 0 is the ODE.
 *
 * @param coefficient the shape c
 * @param norm its size, finite and not negative; the paper's is 3
 */
public record Diffusion(DiffusionCoefficient coefficient, double norm) {

  /** No noise: the ODE. */
  public static final Diffusion NONE = new Diffusion(DiffusionCoefficient.CONSTANT, 0);

  public Diffusion {
    if (!(norm >= 0 && Double.isFinite(norm))) {
      throw new IllegalArgumentException("a diffusion's norm is at least 0, not " + norm);
    }
  }

  /** g(s). */
  double at(double time, InterpolantCoefficients point) {
    return norm * coefficient.at(time, point.sigma());
  }
}
