package dev.rollover.search;

import dev.rollover.reward.RewardUse;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was spent so far.
 *
 * @param nfeByPhase velocity evaluations of one latent each; none in a phase that is absent
 * @param rewardCalls images that were scored
 * @param decodes latents that were decoded
 * @param rolledOver NFE that steps left unused and handed on; an NFE handed on twice counts twice
 * @param speculative NFE spent on draws that, made one after another, would not have been needed
 * @param seconds of running
 * @param deviceSeconds in which the device worked for this search
 * @param rewards what rewards took from services, by the services' names
 */
public record Ledger(
    Map<Phase, Integer> nfeByPhase,
    int rewardCalls,
    int decodes,
    int rolledOver,
    int speculative,
    double seconds,
    double deviceSeconds,
    Map<String, RewardUse> rewards) {

  /** Nothing spent. */
  public static final Ledger EMPTY = new Ledger(Map.of(), 0, 0, 0, 0, 0, 0, Map.of());

  public Ledger {
    nfeByPhase = Map.copyOf(nfeByPhase);
    // An older version, which stored none, had no such rewards.
    rewards = rewards == null ? Map.of() : Map.copyOf(rewards);
  }

  /** The price of what rewards took. */
  public double rewardUsd() {
    return rewards.values().stream().mapToDouble(RewardUse::usd).sum();
  }

  /** Velocity evaluations of all phases. */
  public int nfe() {
    return nfeByPhase.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Velocity evaluations of one phase. */
  public int nfe(Phase phase) {
    return nfeByPhase.getOrDefault(phase, 0);
  }

  Ledger plusNfe(Phase phase, int evaluations) {
    Map<Phase, Integer> more = new EnumMap<>(Phase.class);
    more.putAll(nfeByPhase);
    more.merge(phase, evaluations, Integer::sum);
    return new Ledger(
        more, rewardCalls, decodes, rolledOver, speculative, seconds, deviceSeconds, rewards);
  }

  Ledger plusJudgements(int images) {
    return new Ledger(
        nfeByPhase,
        rewardCalls + images,
        decodes + images,
        rolledOver,
        speculative,
        seconds,
        deviceSeconds,
        rewards);
  }

  Ledger plusRolledOver(int evaluations) {
    return new Ledger(
        nfeByPhase,
        rewardCalls,
        decodes,
        rolledOver + evaluations,
        speculative,
        seconds,
        deviceSeconds,
        rewards);
  }

  Ledger plusSpeculative(int evaluations) {
    return new Ledger(
        nfeByPhase,
        rewardCalls,
        decodes,
        rolledOver,
        speculative + evaluations,
        seconds,
        deviceSeconds,
        rewards);
  }

  Ledger plusTime(double moreSeconds, double moreDeviceSeconds) {
    return new Ledger(
        nfeByPhase,
        rewardCalls,
        decodes,
        rolledOver,
        speculative,
        seconds + moreSeconds,
        deviceSeconds + moreDeviceSeconds,
        rewards);
  }

  /** With all that rewards took so far. */
  Ledger withRewards(Map<String, RewardUse> soFar) {
    return new Ledger(
        nfeByPhase, rewardCalls, decodes, rolledOver, speculative, seconds, deviceSeconds, soFar);
  }
}
