package dev.rollover.search;

import dev.rollover.reward.RewardUse;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What was spent so far.
 *
 * @param nfeByPhase velocity evaluations of one latent each; none in a phase that is absent
 * @param rewardCalls images that were scored; none of the judge's
 * @param gateCalls images that a gate has scored in the reward's place
 * @param decodes latents that were decoded
 * @param rolledOver NFE that steps left unused and handed on; an NFE handed on twice counts twice
 * @param speculative NFE spent on draws that, made one after another, would not have been needed
 * @param seconds of running, the judge's among them
 * @param deviceSeconds in which the device worked for this search, the judge's among them
 * @param rewards what rewards took from services, by the services' names
 * @param judge what a judge of its answers took, of a search that was judged and continued
 */
public record Ledger(
    Map<Phase, Integer> nfeByPhase,
    int rewardCalls,
    int gateCalls,
    int decodes,
    int rolledOver,
    int speculative,
    double seconds,
    double deviceSeconds,
    Map<String, RewardUse> rewards,
    JudgeUse judge) {

  /** Nothing spent. */
  public static final Ledger EMPTY =
      new Ledger(Map.of(), 0, 0, 0, 0, 0, 0, 0, Map.of(), JudgeUse.NONE);

  public Ledger {
    nfeByPhase = Map.copyOf(nfeByPhase);
    // An older version, which stored none, had no such rewards.
    rewards = rewards == null ? Map.of() : Map.copyOf(rewards);
    judge = judge == null ? JudgeUse.NONE : judge;
  }

  /** The price of what rewards took, the judge's among them. */
  public double rewardUsd() {
    return RewardUse.usd(rewards) + judge.rewardUsd();
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
    return with(copy -> copy.nfeByPhase = more);
  }

  Ledger plusJudgements(int images) {
    return with(
        copy -> {
          copy.rewardCalls += images;
          copy.decodes += images;
        });
  }

  Ledger plusGated(int images) {
    return with(
        copy -> {
          copy.gateCalls += images;
          copy.decodes += images;
        });
  }

  Ledger plusRolledOver(int evaluations) {
    return with(copy -> copy.rolledOver += evaluations);
  }

  Ledger plusSpeculative(int evaluations) {
    return with(copy -> copy.speculative += evaluations);
  }

  Ledger plusTime(double moreSeconds, double moreDeviceSeconds) {
    return with(
        copy -> {
          copy.seconds += moreSeconds;
          copy.deviceSeconds += moreDeviceSeconds;
        });
  }

  /** With all that rewards took so far. */
  Ledger withRewards(Map<String, RewardUse> soFar) {
    return with(copy -> copy.rewards = soFar);
  }

  Ledger plusJudge(JudgeUse more) {
    return plusTime(more.seconds(), more.deviceSeconds())
        .with(copy -> copy.judge = copy.judge.plus(more));
  }

  private Ledger with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.ledger();
  }

  /** A ledger on its way to the next. */
  private static final class Copy {
    private Map<Phase, Integer> nfeByPhase;
    private int rewardCalls;
    private int gateCalls;
    private int decodes;
    private int rolledOver;
    private int speculative;
    private double seconds;
    private double deviceSeconds;
    private Map<String, RewardUse> rewards;
    private JudgeUse judge;

    Copy(Ledger of) {
      nfeByPhase = of.nfeByPhase;
      rewardCalls = of.rewardCalls;
      gateCalls = of.gateCalls;
      decodes = of.decodes;
      rolledOver = of.rolledOver;
      speculative = of.speculative;
      seconds = of.seconds;
      deviceSeconds = of.deviceSeconds;
      rewards = of.rewards;
      judge = of.judge;
    }

    Ledger ledger() {
      return new Ledger(
          nfeByPhase,
          rewardCalls,
          gateCalls,
          decodes,
          rolledOver,
          speculative,
          seconds,
          deviceSeconds,
          rewards,
          judge);
    }
  }
}
