package dev.rollover.search;

/**
 * What counts for a particle's weight of the reward r_i of its look ahead at step i, and of its
 * ancestors' rewards.
 *
 * <p>Named as in Zhang and others, "Inference-time scaling of diffusion models through classical
 * search", 2025, arXiv 2505.23614; {@link #DIFFERENCE} and {@link #MAX} are potentials of Singhal
 * and others, "A general framework for inference-time scaling and steering of diffusion models" (FK
 * steering), 2025, arXiv 2501.06848.
 */
public enum PathScore {
  /** r_i, as SVDD has it. */
  CURRENT,
  /** r_i − r_{i−1}, as DAS has it: over the steps, the products of such weights telescope. */
  DIFFERENCE,
  /** The largest of r_0, …, r_i, as FK steering has it. */
  MAX;

  /**
   * What a particle hands on to its children.
   *
   * @param reward r_i
   * @param inherited what its parent handed on
   */
  double handedOn(double reward, double inherited) {
    return this == MAX ? Math.max(reward, inherited) : reward;
  }
}
