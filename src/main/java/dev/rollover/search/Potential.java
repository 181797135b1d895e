package dev.rollover.search;

/**
 * The factor by which a step changes a particle's weight, as its logarithm: of the breadth-first
 * family (arXiv 2505.23614), with λ_i of {@link Tempering},
 *
 * <pre>
 * log G_i = λ_i·r_i/β                            current
 *           (λ_i·r_i − λ_{i−1}·r_{i−1})/β        difference
 *           λ_i·max(r_0, …, r_i)/β               max
 * log w ← log w + log G_i,  and log w ← 0 once resampled
 * </pre>
 *
 * <p>All three are λ_0·r_0/β at noise. A reward's zero is no matter: the largest reward is
 * tempered, not the largest tempered reward, which for rewards below 0 would stay what it is at
 * noise.
 *
 * <p>SVDD is (infinite, current), DAS (increasing, difference), FK steering (constant, max), the
 * paper's SMC (constant, difference).
 *
 * @param score which rewards count
 * @param tempering λ
 * @param beta β, above 0: the smaller, the more a reward counts
 * @param lastStep L, the last step that is searched
 */
record Potential(PathScore score, Tempering tempering, double beta, int lastStep) {

  Potential {
    if (!(beta > 0 && Double.isFinite(beta))) {
      throw new IllegalArgumentException("β is above 0, which " + beta + " is not");
    }
  }

  /** log G_0 of a noise. */
  double ofNoise(double reward) {
    return tempered(0, reward);
  }

  /**
   * log G_i.
   *
   * @param step i, at least 1
   * @param reward r_i; −∞, of no worth, gives −∞, but for a {@link PathScore#MAX} with a better
   *     ancestor
   * @param inherited what the parent handed on, see {@link PathScore#handedOn}: for {@link
   *     PathScore#DIFFERENCE} its reward, for {@link PathScore#MAX} the largest on the way to it
   */
  double ofStep(int step, double reward, double inherited) {
    return switch (score) {
      case CURRENT -> tempered(step, reward);
      case MAX -> tempered(step, Math.max(reward, inherited));
      // A parent of no worth is no reason to count its child for more than the child's own worth.
      case DIFFERENCE ->
          inherited == Double.NEGATIVE_INFINITY
              ? tempered(step, reward)
              : tempered(step, reward) - tempered(step - 1, inherited);
    };
  }

  /** λ_i·r/β, −∞ for −∞ even where λ is 0. */
  private double tempered(int step, double reward) {
    return reward == Double.NEGATIVE_INFINITY
        ? reward
        : tempering.factor(step, lastStep) * reward / beta;
  }
}
