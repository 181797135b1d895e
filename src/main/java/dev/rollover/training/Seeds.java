package dev.rollover.training;

import java.util.SplittableRandom;

/** Random numbers of one step, the same whether a run was interrupted before it or not. */
final class Seeds {

  private Seeds() {}

  static SplittableRandom of(long seed, int step) {
    return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + step);
  }
}
