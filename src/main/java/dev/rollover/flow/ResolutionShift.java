package dev.rollover.flow;

/**
 * FLUX's dynamic shift of a time grid: larger images keep longer to high noise.
 *
 * <p>t' = e^μ/(e^μ + 1/t − 1) with μ linear in the number of image tokens, as diffusers'
 * FlowMatchEulerDiscreteScheduler has it.
 *
 * @param baseTokens image tokens at which μ is {@code baseShift}
 * @param maxTokens image tokens at which μ is {@code maxShift}
 * @param baseShift μ at {@code baseTokens}
 * @param maxShift μ at {@code maxTokens}
 */
public record ResolutionShift(int baseTokens, int maxTokens, double baseShift, double maxShift) {

  /** FLUX's own numbers. */
  public ResolutionShift() {
    this(256, 4096, 0.5, 1.15);
  }

  public ResolutionShift {
    if (baseTokens < 1 || maxTokens <= baseTokens) {
      throw new IllegalArgumentException(
          "1 ≤ base tokens < max tokens does not hold for %d and %d"
              .formatted(baseTokens, maxTokens));
    }
  }

  /** μ of an image of so many tokens. */
  public double shift(int tokens) {
    return baseShift + (maxShift - baseShift) * (tokens - baseTokens) / (maxTokens - baseTokens);
  }
}
