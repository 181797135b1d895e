package dev.rollover.search;

/**
 * How a chain's NFE are spread over its steps, numbered by the state they lead to: step 0 draws the
 * noise to start from, steps 1 to M − 1 are searched, and the way on to the image is the finish,
 * whose NFE are kept back from the start.
 *
 * @param variant whose quotas
 * @param steps M
 * @param initial the quota of step 0
 * @param share NFE of steps 1 to M − 1 together
 */
record RolloverQuotas(Variant variant, int steps, int initial, int share) {

  /** The quotas of chains that begin with so many NFE to spend. */
  static RolloverQuotas of(RolloverSettings own, SamplingSettings settings, int keep, int nfe) {
    int chains = settings.chains();
    int forSteps = nfe - chains * fixed(own, settings) - finishNfe(settings, keep);
    return new RolloverQuotas(
        own.variant(), settings.steps(), settings.initialParticles(), forSteps / chains);
  }

  /** What a chain spends whatever its quotas are: on its noises, and on its gradients. */
  private static int fixed(RolloverSettings own, SamplingSettings settings) {
    return settings.initialParticles() + own.guidance().nfeOfChain(settings.steps());
  }

  /** The least NFE that give every step a quota of 1. */
  static int smallestNfe(RolloverSettings own, SamplingSettings settings, int keep) {
    int quotas = own.variant() == Variant.PAPER ? settings.steps() - 1 : settings.steps();
    return settings.chains() * (fixed(own, settings) + quotas) + finishNfe(settings, keep);
  }

  /** How many particles are finished in the end. */
  static int finalists(SamplingSettings settings, int keep) {
    return Math.max(keep, settings.chains());
  }

  int lastStep() {
    return steps - 1;
  }

  /**
   * A step's quota before anything rolls over: an equal part of the share, in the paper's variant
   * of the M − 1 searched steps, in the published code of M.
   */
  int of(int step) {
    if (step == 0) {
      return initial;
    }
    int parts = variant == Variant.PAPER ? lastStep() : steps;
    boolean takesRemainder = variant == Variant.PAPER && step <= share % parts;
    return share / parts + (takesRemainder ? 1 : 0);
  }

  /** Whether a step draws its whole quota and takes the best, in place of the first above r*. */
  boolean spendsAll(int step) {
    return step == 0 || (variant == Variant.REFERENCE && step == lastStep());
  }

  private static int finishNfe(SamplingSettings settings, int keep) {
    return finalists(settings, keep) * settings.finishNfe();
  }
}
