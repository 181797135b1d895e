package dev.rollover.training;

import java.util.random.RandomGenerator;

/** Where on the line between latent (0) and noise (1) a flow is learned. */
enum TimeDistribution {

  /** t = 1 − u²: half of the draws above ¾, where it is decided what goes where. */
  TOWARDS_NOISE {
    @Override
    double draw(RandomGenerator random) {
      double u = random.nextDouble();
      return 1 - u * u;
    }
  },

  /**
   * A quarter of the draws from [.98, 1], where a straightened flow must already know the image;
   * the rest towards noise.
   */
  FROM_PURE_NOISE {
    @Override
    double draw(RandomGenerator random) {
      return random.nextInt(4) == 0 ? random.nextDouble(0.98, 1) : TOWARDS_NOISE.draw(random);
    }
  };

  /** A time in [0, 1]. */
  abstract double draw(RandomGenerator random);
}
