package dev.rollover.reward.vision;

import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What one job has taken from a network that scores: images, and the device's seconds. */
public final class NetworkUse {

  private final String name;
  private final DeviceAccount account;
  private final RewardObserver observer;
  private RewardUse total = RewardUse.NONE;

  /**
   * Nothing yet.
   *
   * @param name of the reward
   * @param account that its calls are charged to
   * @param observer hears of each image whose worth stays unknown
   */
  public NetworkUse(String name, DeviceAccount account, RewardObserver observer) {
    this.name = name;
    this.account = account;
    this.observer = observer;
  }

  /** Scores, and notes what it takes. */
  public List<Score> of(Supplier<List<Score>> scoring) {
    long before = account.nanos();
    List<Score> scores = scoring.get();
    long unknown = scores.stream().filter(score -> !score.isKnown()).count();
    for (long image = 0; image < unknown; image++) {
      observer.unknown(name);
    }
    double seconds = (account.nanos() - before) / 1e9;
    add(new RewardUse(scores.size(), unknown, seconds, 0, 0, 0));
    return scores;
  }

  private synchronized void add(RewardUse more) {
    total = total.plus(more);
  }

  /** So far, by the reward's name. */
  public synchronized Map<String, RewardUse> total() {
    return Map.of(name, total);
  }
}
