package dev.rollover.search;

import java.util.Optional;

/**
 * What one round did to a chain.
 *
 * @param after the chain now
 * @param accepted the candidate that it moved to, if that was good enough
 * @param hasMoved whether it is a step on
 * @param rolledOver NFE that the step left unused and handed on
 * @param surplus NFE that were spent on draws after the one that was accepted
 */
record RolloverMove(
    RolloverChain after,
    Optional<Candidate> accepted,
    boolean hasMoved,
    int rolledOver,
    int surplus) {

  static RolloverMove none(RolloverChain chain) {
    return new RolloverMove(chain, Optional.empty(), false, 0, 0);
  }

  /** The first step's quota is its own, and nothing comes after the last. */
  static RolloverMove to(
      Candidate candidate, boolean isGood, RolloverChain from, RolloverQuotas quotas, int surplus) {
    boolean handsOn = from.step() > 0 && from.step() < quotas.lastStep();
    return new RolloverMove(
        from.moveTo(candidate, quotas),
        isGood ? Optional.of(candidate) : Optional.empty(),
        true,
        handsOn ? from.quota() : 0,
        surplus);
  }
}
