package dev.rollover.search;

/** What all {@link ChainRule}s have in common of their settings. */
interface ChainSettings extends OwnSettings {

  /** The most candidates that a chain draws at a step. */
  int particles();

  /** How their number changes from step to step. */
  ParticleSchedule schedule();

  @Override
  default SamplingSettings usualSampling() {
    return SamplingSettings.variancePreserving(10, 2, 1, 4);
  }

  @Override
  default int mostAtOnce(SamplingSettings sampling) {
    return Math.max(particles(), sampling.initialParticles());
  }

  @Override
  default int smallestNfe(SamplingSettings sampling, int keep) {
    return ChainRule.leastNfe(sampling, guidance());
  }
}
