package dev.rollover.search;

/** Whether steps add noise. */
public enum Sampler {
  /** g = 0: the same noise always ends in the same image. */
  ODE,
  /** g &gt; 0: every step is drawn, with the ODE's marginals. */
  SDE
}
