package dev.rollover.model.flux2;

/**
 * How FLUX.2's sampler shifts its times, as was found by trying: ln s is linear in the number of
 * image tokens, by one line for 10 steps and by another for 200, and linear in the steps between
 * and beyond; large images take the line for 200.
 */
final class EmpiricalShift {

  /** More tokens than that are shifted alike in any number of steps. */
  private static final int MOST_TOKENS_BY_STEPS = 4300;

  private EmpiricalShift() {}

  /** The factor s. */
  static double of(int imageTokens, int steps) {
    double in200 = 0.00016927 * imageTokens + 0.45666666;
    if (imageTokens > MOST_TOKENS_BY_STEPS) {
      return StrictMath.exp(in200);
    }
    double in10 = 8.73809524e-05 * imageTokens + 1.89833333;
    double perStep = (in200 - in10) / 190;
    return StrictMath.exp(in200 + perStep * (steps - 200));
  }
}
