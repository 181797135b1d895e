package dev.rollover.search;

import dev.rollover.reward.RewardUse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits and what was spent of them. Spending is booked before the call it pays for, so that no
 * limit in NFE is ever overrun; time can only be foreseen, and is taken to be that of the longest
 * round so far.
 *
 * <p>Rules count velocities, limits and ledger NFE; this is where the one becomes the other.
 *
 * @param limits what may be spent
 * @param usdPerDeviceSecond the price of device time, at least 0
 * @param ledger what was spent
 * @param longestRound the most that one round has taken
 * @param nfePerVelocity 1, or 2 where a velocity is one of two prompts
 */
public record Budget(
    BudgetLimits limits,
    double usdPerDeviceSecond,
    Ledger ledger,
    RoundTime longestRound,
    int nfePerVelocity) {

  /**
   * The time of one round.
   *
   * @param seconds of running
   * @param deviceSeconds of the device
   * @param rewardUsd the price of what rewards took meanwhile
   */
  public record RoundTime(double seconds, double deviceSeconds, double rewardUsd) {}

  public Budget {
    // An older version, which stored none, knew of no second prompt.
    nfePerVelocity = Math.max(1, nfePerVelocity);
    if (!(usdPerDeviceSecond >= 0 && Double.isFinite(usdPerDeviceSecond))) {
      throw new IllegalArgumentException(
          "the price of a device second is at least 0, not " + usdPerDeviceSecond);
    }
    if (ledger.nfe() > limits.nfe()) {
      throw new IllegalStateException(
          "%d NFE would overrun the limit of %d".formatted(ledger.nfe(), limits.nfe()));
    }
  }

  /** Nothing spent yet. */
  public static Budget of(BudgetLimits limits, double usdPerDeviceSecond, int nfePerVelocity) {
    return new Budget(
        limits, usdPerDeviceSecond, Ledger.EMPTY, new RoundTime(0, 0, 0), nfePerVelocity);
  }

  /** NFE that may still be spent. */
  public int unspent() {
    return limits.nfe() - ledger.nfe();
  }

  /** Velocities that may still be asked for. */
  public int affordable() {
    return unspent() / nfePerVelocity;
  }

  /** The price so far of device time, and of what rewards took. */
  public double costUsd() {
    return ledger.deviceSeconds() * usdPerDeviceSecond + ledger.rewardUsd();
  }

  /** Whether a reward is good enough to stop at. */
  boolean isTarget(double reward) {
    Double target = limits.targetReward();
    return target != null && reward >= target;
  }

  /** The limit that so many rounds more, each as long as the longest, would run over, if any. */
  @Nullable Ending shortage(int rounds) {
    double seconds = ledger.seconds() + rounds * longestRound.seconds();
    double deviceSeconds = ledger.deviceSeconds() + rounds * longestRound.deviceSeconds();
    double rewardUsd = ledger.rewardUsd() + rounds * longestRound.rewardUsd();
    Duration duration = limits.maxDuration();
    Double cost = limits.maxCostUsd();
    if (duration != null && seconds > duration.toNanos() / 1e9) {
      return Ending.OUT_OF_TIME;
    }
    return cost != null && deviceSeconds * usdPerDeviceSecond + rewardUsd > cost
        ? Ending.OUT_OF_MONEY
        : null;
  }

  /**
   * Books velocities of a phase.
   *
   * @throws IllegalStateException if they would overrun the limit
   */
  Budget spendVelocities(Phase phase, int velocities) {
    return with(ledger.plusNfe(phase, nfePerVelocity * velocities));
  }

  /** Books images that are decoded and scored. */
  Budget spendJudgements(int images) {
    return with(ledger.plusJudgements(images));
  }

  /** Books images that are decoded and looked at by a gate. */
  Budget spendGated(int images) {
    return with(ledger.plusGated(images));
  }

  /** Books velocities that a step hands on to the next. */
  Budget rollOver(int velocities) {
    return with(ledger.plusRolledOver(nfePerVelocity * velocities));
  }

  /** Books velocities, paid for already, that a decision turned out not to need. */
  Budget speculate(int velocities) {
    return with(ledger.plusSpeculative(nfePerVelocity * velocities));
  }

  /**
   * The same spending under other limits.
   *
   * @throws IllegalStateException if they were overrun already
   */
  Budget within(BudgetLimits others) {
    return new Budget(others, usdPerDeviceSecond, ledger, longestRound, nfePerVelocity);
  }

  /** Books time that passed outside of rounds, such as that of encoding the prompt. */
  Budget spendPreparation(double seconds, double deviceSeconds) {
    return with(ledger.plusTime(seconds, deviceSeconds));
  }

  /** Books all that rewards took so far. */
  Budget spendRewards(Map<String, RewardUse> soFar) {
    return with(ledger.withRewards(soFar));
  }

  /** Books what a judge of the answers took, which is no round. */
  Budget spendJudge(JudgeUse use) {
    return with(ledger.plusJudge(use));
  }

  /** Books the time that a round took. */
  Budget spendTime(RoundTime round) {
    return new Budget(
        limits,
        usdPerDeviceSecond,
        ledger.plusTime(round.seconds(), round.deviceSeconds()),
        new RoundTime(
            Math.max(longestRound.seconds(), round.seconds()),
            Math.max(longestRound.deviceSeconds(), round.deviceSeconds()),
            Math.max(longestRound.rewardUsd(), round.rewardUsd())),
        nfePerVelocity);
  }

  private Budget with(Ledger spent) {
    return new Budget(limits, usdPerDeviceSecond, spent, longestRound, nfePerVelocity);
  }
}
