package dev.rollover.generation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a generation.
 *
 * @param nfe velocity evaluations
 * @param rewardCalls images that the search has scored; none of the judge's
 * @param gateCalls images that the gate has scored, before the reward
 * @param decodes latents that were decoded
 * @param seconds of running, the judge's among them
 * @param deviceSeconds in which the device worked for it, the judge's among them
 * @param costUsd {@code deviceSeconds} at the configured price, and that of {@code rewards} and of
 *     the judge's
 * @param rewards what rewards took from services, by the services' names
 * @param judge what the judge took of all that; absent where none was asked
 */
public record Spending(
    Nfe nfe,
    long rewardCalls,
    long gateCalls,
    long decodes,
    double seconds,
    double deviceSeconds,
    double costUsd,
    Map<String, Service> rewards,
    @Nullable Judge judge) {

  public Spending {
    // An older version, which stored none, had no such rewards.
    rewards = rewards == null ? Map.of() : Map.copyOf(rewards);
  }

  /**
   * What a judge took, after the search; no limit of the budget holds it back.
   *
   * @param calls images that it was shown
   * @param seconds until it had judged them
   * @param deviceSeconds in which the device worked for it
   * @param costUsd {@code deviceSeconds} at the configured price, and that of {@code rewards}
   * @param rewards what its rewards took from services, by the services' names
   */
  public record Judge(
      long calls,
      double seconds,
      double deviceSeconds,
      double costUsd,
      Map<String, Service> rewards) {
    public Judge {
      rewards = Map.copyOf(rewards);
    }
  }

  /**
   * What rewards took from one service.
   *
   * @param calls to it, answered or not
   * @param unknown images of which it could not tell what they are worth
   * @param seconds that the calls took, added up
   * @param tokensRead of questions and images
   * @param tokensSaid of answers
   * @param costUsd the tokens' configured price
   */
  public record Service(
      long calls, long unknown, double seconds, long tokensRead, long tokensSaid, double costUsd) {}

  /**
   * Velocity evaluations.
   *
   * @param limit that is never overrun
   * @param used so far
   * @param rolledOver quota that steps left unused and handed on
   * @param speculative of those used, spent on draws that, made one after another, would not have
   *     been needed
   * @param unspent {@code limit − used}
   */
  public record Nfe(long limit, long used, long rolledOver, long speculative, long unspent) {}

  /** Nothing spent yet of a limit. */
  public static Spending none(long nfeLimit) {
    return new Spending(new Nfe(nfeLimit, 0, 0, 0, nfeLimit), 0, 0, 0, 0, 0, 0, Map.of(), null);
  }

  /** The same under another limit of NFE. */
  Spending within(long nfeLimit) {
    Nfe under =
        new Nfe(nfeLimit, nfe.used(), nfe.rolledOver(), nfe.speculative(), nfeLimit - nfe.used());
    return new Spending(
        under, rewardCalls, gateCalls, decodes, seconds, deviceSeconds, costUsd, rewards, judge);
  }
}
