package dev.rollover.search;

/**
 * How much of the reward counts at which step: λ_i of 1/β.
 *
 * <p>Named as in Zhang and others, 2025, arXiv 2505.23614.
 */
public enum Tempering {
  /** All of it from the first step on: λ_i = 1. */
  CONSTANT {
    @Override
    double factor(int step, int lastStep) {
      return 1;
    }
  },
  /**
   * Nothing at noise, where a look ahead says little, all of it at the last searched step L: λ_i =
   * 2^(i/L) − 1. That is the schedule min((1 + γ)^i − 1, 1) of DAS (Kim, Kim and Park, 2025, arXiv
   * 2501.05803) with the one γ that reaches 1 at L and not before.
   */
  INCREASING {
    @Override
    double factor(int step, int lastStep) {
      return lastStep == 0 ? 1 : StrictMath.pow(2, (double) step / lastStep) - 1;
    }
  },
  /** The limit of a large λ: the best have all the weight. */
  INFINITE {
    @Override
    double factor(int step, int lastStep) {
      return 1;
    }

    @Override
    double[] weights(LogWeights logWeights) {
      return logWeights.largest();
    }
  };

  /**
   * λ_i.
   *
   * @param step i, from 0 (noise)
   * @param lastStep L, at least i
   */
  abstract double factor(int step, int lastStep);

  /** ŵ. */
  double[] weights(LogWeights logWeights) {
    return logWeights.normalised();
  }
}
