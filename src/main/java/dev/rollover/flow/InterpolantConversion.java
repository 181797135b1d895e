package dev.rollover.flow;

/**
 * A point of one path (barred) seen by a model that was trained on another: x̄ at time s is c·x of
 * the trained path at the time t with the same signal to noise ratio.
 *
 * <pre>
 * t_s = ρ⁻¹(ρ̄(s))    c_s = σ̄/σ_t = ᾱ/α_t
 * ṫ_s = W̄/(c²·W_t)   ċ_s = (σ̄̇ − c·σ̇_t·ṫ)/σ_t = (ᾱ̇ − c·α̇_t·ṫ)/α_t,   W = σ̇·α − α̇·σ
 * ū_s(x̄) = (ċ/c)·x̄ + c·ṫ·u_t(x̄/c)
 * </pre>
 *
 * <p>Written with W the formulas hold at both ends, where σ or α is 0; of each pair the one with
 * the larger divisor is used. Slopes that the barred path lacks come out infinite, never undefined.
 *
 * @param time t, the trained model's time
 * @param scale c
 * @param timeDot ṫ = dt/ds
 * @param scaleDot ċ = dc/ds
 */
public record InterpolantConversion(double time, double scale, double timeDot, double scaleDot) {

  /** Sees one point of another path through the trained one. */
  public static InterpolantConversion between(Interpolant trained, InterpolantCoefficients point) {
    double time = trained.timeOf(point.signalToNoise());
    InterpolantCoefficients seen = trained.at(time);
    boolean noisy = seen.sigma() > seen.alpha();
    double scale = noisy ? point.sigma() / seen.sigma() : point.alpha() / seen.alpha();
    double timeDot = point.turning() / (scale * scale * seen.turning());
    double scaleDot =
        noisy
            ? (point.sigmaDot() - scale * seen.sigmaDot() * timeDot) / seen.sigma()
            : (point.alphaDot() - scale * seen.alphaDot() * timeDot) / seen.alpha();
    return new InterpolantConversion(time, scale, timeDot, scaleDot);
  }

  /** ū as a combination of x̄ and of the trained model's u_t(x̄/c). */
  public LatentAndVelocity velocity() {
    return new LatentAndVelocity(scaleDot / scale, scale * timeDot);
  }
}
