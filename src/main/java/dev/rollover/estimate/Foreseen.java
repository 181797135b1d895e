package dev.rollover.estimate;

import dev.rollover.search.Ledger;

/**
 * A ledger that is expected.
 *
 * @param nfe velocity evaluations
 * @param rewardCalls images that are scored
 * @param gateCalls images that a gate scores
 * @param decodes latents that are decoded
 * @param seconds of running
 * @param deviceSeconds in which the device works for it
 * @param rewardUsd the price of what rewards ask of services
 */
public record Foreseen(
    double nfe,
    double rewardCalls,
    double gateCalls,
    double decodes,
    double seconds,
    double deviceSeconds,
    double rewardUsd) {

  static Foreseen of(Ledger ledger) {
    return new Foreseen(
        ledger.nfe(),
        ledger.rewardCalls(),
        ledger.gateCalls(),
        ledger.decodes(),
        ledger.seconds(),
        ledger.deviceSeconds(),
        ledger.rewardUsd());
  }

  /** What it costs, rewards and device together. */
  double costUsd(double usdPerDeviceSecond) {
    return deviceSeconds * usdPerDeviceSecond + rewardUsd;
  }

  /** So many times as much of everything. */
  Foreseen times(double factor) {
    return new Foreseen(
        factor * nfe,
        factor * rewardCalls,
        factor * gateCalls,
        factor * decodes,
        factor * seconds,
        factor * deviceSeconds,
        factor * rewardUsd);
  }

  Foreseen plus(Foreseen other) {
    return new Foreseen(
        nfe + other.nfe,
        rewardCalls + other.rewardCalls,
        gateCalls + other.gateCalls,
        decodes + other.decodes,
        seconds + other.seconds,
        deviceSeconds + other.deviceSeconds,
        rewardUsd + other.rewardUsd);
  }
}
