package dev.rollover.search;

import dev.rollover.flow.CoefficientsPreserving;
import dev.rollover.flow.Diffusion;
import dev.rollover.flow.EulerMaruyama;
import dev.rollover.flow.StepKernel;

/** How a stochastic step is made. */
public enum Kernel {
  /** By Euler and Maruyama, from an SDE with the ODE's marginals. */
  EULER_MARUYAMA {
    @Override
    StepKernel steps(Diffusion diffusion, double eta) {
      return new EulerMaruyama(diffusion);
    }
  },
  /** Coefficients-preserving: a share of the noise in a latent is replaced, and none added. */
  CPS {
    @Override
    StepKernel steps(Diffusion diffusion, double eta) {
      return new CoefficientsPreserving(eta);
    }
  };

  /**
   * Its mathematics.
   *
   * @param diffusion of the SDE
   * @param eta the share that is replaced, 0 to 1
   */
  abstract StepKernel steps(Diffusion diffusion, double eta);
}
