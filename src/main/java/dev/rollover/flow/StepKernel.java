package dev.rollover.flow;

/** How a reverse process gets from one of its times to a later one. */
public sealed interface StepKernel permits EulerMaruyama, CoefficientsPreserving {

  /**
   * The step from one time to a later one, as coefficients of (x̄, u, ε) with u = u_t(x̄/c).
   *
   * @param process whose paths are followed
   * @param time s in (0, 1]
   * @param nextTime s' in [0, s)
   */
  StepCoefficients step(GenerationProcess process, double time, double nextTime);
}
