package dev.rollover.reward;

/**
 * What a reward has taken: of a service, of a network of its own, or of the host.
 *
 * @param calls to a service, answered or not; of others, the images that they have seen
 * @param unknown images of which it could not tell what they are worth
 * @param seconds that the calls took, added up; those that ran at a time count each; of a network,
 *     the device's; of the host, those that the job waited
 * @param tokensRead of questions and images, as the service counts them
 * @param tokensSaid of answers
 * @param usd the tokens' price
 */
public record RewardUse(
    long calls, long unknown, double seconds, long tokensRead, long tokensSaid, double usd) {

  /** Nothing. */
  public static final RewardUse NONE = new RewardUse(0, 0, 0, 0, 0, 0);

  /** Both together. */
  public RewardUse plus(RewardUse more) {
    return new RewardUse(
        calls + more.calls,
        unknown + more.unknown,
        seconds + more.seconds,
        tokensRead + more.tokensRead,
        tokensSaid + more.tokensSaid,
        usd + more.usd);
  }
}
