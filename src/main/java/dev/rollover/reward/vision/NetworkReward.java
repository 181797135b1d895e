package dev.rollover.reward.vision;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a network scores for one job, and what that takes: images, and the device's seconds. */
public final class NetworkReward implements Reward {

  private final String name;
  private final DeviceAccount account;
  private final RewardObserver observer;
  private final Function<List<RgbImage>, List<Score>> network;
  private final @Nullable Supplier<ImageFunction> function;
  private RewardUse total = RewardUse.NONE;

  /**
   * Has scored nothing yet.
   *
   * @param name of the reward
   * @param account that the network's calls are charged to
   * @param observer hears of each image whose worth stays unknown
   * @param network scores images, by calls that are charged to the account
   */
  public NetworkReward(
      String name,
      DeviceAccount account,
      RewardObserver observer,
      Function<List<RgbImage>, List<Score>> network) {
    this(name, account, observer, network, null);
  }

  /**
   * Has scored nothing yet.
   *
   * @param function gives the same as one that gradients go through, always the same one; asked by
   *     the search that needs it
   */
  public NetworkReward(
      String name,
      DeviceAccount account,
      RewardObserver observer,
      Function<List<RgbImage>, List<Score>> network,
      @Nullable Supplier<ImageFunction> function) {
    this.name = name;
    this.account = account;
    this.observer = observer;
    this.network = network;
    this.function = function;
  }

  @Override
  public Optional<ImageFunction> differentiable() {
    return Optional.ofNullable(function).map(Supplier::get);
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    long before = account.nanos();
    List<Score> scores = network.apply(images);
    RewardUse use = RewardUse.of(scores, (account.nanos() - before) / 1e9);
    for (long image = 0; image < use.unknown(); image++) {
      observer.unknown(name);
    }
    add(use);
    return scores;
  }

  private synchronized void add(RewardUse more) {
    total = total.plus(more);
  }

  @Override
  public synchronized Map<String, RewardUse> used() {
    return Map.of(name, total);
  }
}
