package dev.rollover.search;

/**
 * Uniform numbers for decisions, from the generator that {@link PhiloxNoise} draws latents from
 * with the same seed. Counter: (block, draw, step, ~chain). No chain of a latent is negative, so
 * the two never share a counter, and under one key Philox gives each counter words of its own.
 *
 * @param seed of everything drawn
 */
record PhiloxUniforms(long seed) {

  private static final double UNIT = 0x1p-53;

  /**
   * The numbers of one decision.
   *
   * @param chain that decides, at least 0
   * @param step that is decided on
   * @param draw the number among the step's decisions
   */
  Uniforms of(int chain, int step, int draw) {
    if (chain < 0) {
      throw new IllegalArgumentException("a chain's number is at least 0, not " + chain);
    }
    return index -> {
      int[] counter = {index / 2, draw, step, ~chain};
      PhiloxNoise.permute(counter, (int) seed, (int) (seed >>> 32));
      int word = 2 * (index % 2);
      return uniform(counter[word], counter[word + 1]);
    };
  }

  /** The upper 53 of two words' bits. */
  private static double uniform(int high, int low) {
    return ((((long) high) << 32 | Integer.toUnsignedLong(low)) >>> 11) * UNIT;
  }
}
