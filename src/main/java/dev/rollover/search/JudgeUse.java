package dev.rollover.search;

import dev.rollover.reward.RewardUse;
import java.util.List;
import java.util.Map;

/**
 * What judging the answers of searches took, after they had ended.
 *
 * @param calls images that were judged
 * @param seconds of running
 * @param deviceSeconds in which the device worked for it
 * @param rewards what was taken from services, by the services' names
 */
public record JudgeUse(
    int calls, double seconds, double deviceSeconds, Map<String, RewardUse> rewards) {

  /** Nobody was asked. */
  public static final JudgeUse NONE = new JudgeUse(0, 0, 0, Map.of());

  public JudgeUse {
    // As of a ledger: what was stored without any had none.
    rewards = rewards == null ? Map.of() : Map.copyOf(rewards);
  }

  /** The price of what was taken from services. */
  public double rewardUsd() {
    return RewardUse.usd(rewards);
  }

  JudgeUse plus(JudgeUse more) {
    return new JudgeUse(
        calls + more.calls,
        seconds + more.seconds,
        deviceSeconds + more.deviceSeconds,
        RewardUse.together(List.of(rewards, more.rewards)));
  }
}
