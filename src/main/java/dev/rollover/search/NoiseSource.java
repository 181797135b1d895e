package dev.rollover.search;

/**
 * Where a search's noise comes from: a function, not a stream, so that no draw depends on order.
 */
@FunctionalInterface
interface NoiseSource {

  /**
   * Standard normal numbers.
   *
   * @param chain that draws
   * @param step that is drawn
   * @param draw the number among the step's draws
   * @param size how many
   */
  float[] normal(int chain, int step, int draw, int size);
}
