package dev.rollover.flow;

/**
 * A path from image to noise, x_s = α_s·x_0 + σ_s·x_1 with x_1 ~ N(0, I), for s from 0 (image) to 1
 * (noise). A dot is d/ds; ρ = α/σ is the signal to noise ratio, strictly falling in s.
 */
public sealed interface Interpolant
    permits Linear, VariancePreserving, Cosine, Polynomial, LinearVariancePreserving {

  /**
   * α, σ and their slopes together.
   *
   * @param time s in [0, 1]
   */
  InterpolantCoefficients at(double time);

  /**
   * ρ⁻¹: the time of a signal to noise ratio.
   *
   * @param signalToNoise ρ in [0, ∞]; a ratio below the path's smallest answers 1
   * @return s in [0, 1]
   */
  double timeOf(double signalToNoise);

  /** Refuses a time off the path. */
  static double requireTime(double time) {
    if (!(time >= 0 && time <= 1)) {
      throw new IllegalArgumentException("a time lies in [0, 1], which " + time + " does not");
    }
    return time;
  }

  /** Refuses a negative or undefined ratio. */
  static double requireRatio(double signalToNoise) {
    if (!(signalToNoise >= 0)) {
      throw new IllegalArgumentException(
          "a signal to noise ratio lies in [0, ∞], which " + signalToNoise + " does not");
    }
    return signalToNoise;
  }
}
