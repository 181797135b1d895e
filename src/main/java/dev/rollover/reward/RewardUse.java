package dev.rollover.reward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * Of a call that every image was scored in.
   *
   * @param seconds that it took
   */
  public static RewardUse of(List<Score> scores, double seconds) {
    long unknown = scores.stream().filter(score -> !score.isKnown()).count();
    return new RewardUse(scores.size(), unknown, seconds, 0, 0, 0);
  }

  /** What some rewards have taken together, by their names. */
  public static Map<String, RewardUse> together(List<Map<String, RewardUse>> uses) {
    Map<String, RewardUse> together = new HashMap<>();
    uses.forEach(used -> used.forEach((name, use) -> together.merge(name, use, RewardUse::plus)));
    return together;
  }

  /** The price of what some have taken. */
  public static double usd(Map<String, RewardUse> used) {
    return used.values().stream().mapToDouble(RewardUse::usd).sum();
  }

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
