package dev.rollover.search;

import dev.rollover.settings.Setting;

/**
 * How much steps lean towards what the reward rises with: the gradient g of r(x_{0|t}) by the
 * latent that a step leads on from, through the model, the decoder and the reward (DPS, arXiv
 * 2209.14687). With ∂ the step without it, its noise's deviation σ and the strength s, in the
 * coordinates of the path that is followed:
 *
 * <pre>
 * clipped:     x' = ∂ + s·σ²·g·min(1, clip/rms(g))   as in Ψ-Sampler (arXiv 2506.01320), s = 1/α
 * normalised:  x' = ∂ + s·g/|g|                      as in Rollover Budget Forcing's appendix
 * </pre>
 *
 * @param strength s; 0 for none
 * @param form of the two
 * @param clip the most that the root of the mean square of g may be
 */
record Guidance(
    @Setting(
            name = "guidance.strength",
            value =
                "How much each step leans towards what the reward rises with, by its gradient, which"
                    + " it has to have; 0 for not at all. A state that is led on from with guidance"
                    + " costs 2 NFE more, forwards and back",
            least = 0,
            most = 1e9)
        double strength,
    @Setting(
            name = "guidance.form",
            value =
                "Of `clipped`, a step leans by strength · variance of its noise · gradient, of which"
                    + " the root of the mean square is `clip` at most; of `normalised`, by the"
                    + " strength whatever the gradient's size is")
        Form form,
    @Setting(
            name = "guidance.clip",
            value = "The most that a gradient's root mean square counts, of `clipped`",
            least = 1e-12,
            most = 1e12)
        double clip) {

  /** What a gradient does to a step. */
  enum Form {
    /** Leans by the gradient, as long as it is not too large. */
    CLIPPED,
    /** Leans by the gradient's direction. */
    NORMALISED
  }

  /**
   * Velocities that cost as much as one gradient: the model goes once forwards and once back, which
   * is as much work as it has no gradients of weights to make.
   */
  static final int NFE = 2;

  /** None, and where a strength alone is said, the size of gradients that Ψ-Sampler allows. */
  static final Guidance NONE = new Guidance(0, Form.CLIPPED, 4e-4);

  boolean isOn() {
    return strength > 0;
  }

  /** NFE of the gradients of a chain that goes through all of a number of steps. */
  int nfeOfChain(int steps) {
    return isOn() ? NFE * (steps - 1) : 0;
  }

  /**
   * What a gradient adds to the latent that a step leads to, both as the model sees them, x/c.
   *
   * @param gradient by the latent that the step leads on from; what is not finite counts 0
   * @param noise the step's, between latents as the model sees them
   * @param scale c where the step begins
   * @param nextScale c where it ends
   */
  float[] drift(float[] gradient, double noise, double scale, double nextScale) {
    double square = 0;
    for (float value : gradient) {
      double known = finite(value) / scale;
      square += known * known;
    }
    double factor = factor(Math.sqrt(square), gradient.length, noise, nextScale) / scale;
    float[] drift = new float[gradient.length];
    for (int i = 0; i < drift.length; i++) {
      drift[i] = (float) (factor * finite(gradient[i]));
    }
    return drift;
  }

  private double factor(double length, int size, double noise, double nextScale) {
    if (length == 0) {
      return 0;
    }
    return switch (form) {
      case CLIPPED ->
          strength * noise * noise * nextScale * Math.min(1, clip * Math.sqrt(size) / length);
      case NORMALISED -> strength / nextScale / length;
    };
  }

  private static double finite(float value) {
    return Float.isFinite(value) ? value : 0;
  }
}
