package dev.rollover.reward.clip;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Params;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.NetworkReward;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;

/** How beautiful an image is, whatever its prompt. */
final class AestheticRewardKind implements RewardKind, AutoCloseable {

  private final String name;
  private final OnDevice<AestheticNetwork> network;
  private final RewardObserver observer;

  AestheticRewardKind(String name, OnDevice<AestheticNetwork> network, RewardObserver observer) {
    this.name = name;
    this.network = network;
    this.observer = observer;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "How beautiful the image is, whatever the prompt, as people rated pictures from 1 to 10:"
        + " a network's guess, which may lie beyond.";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public boolean worksOnDevice() {
    return true;
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    new Params(params).refuseFaults();
    return new NetworkReward(name, account, observer, images -> scores(images, account));
  }

  /** An image of which the network makes no finite number is unknown. */
  private List<Score> scores(List<RgbImage> images, DeviceAccount account) {
    return network.network().scores(images, account).stream()
        .map(value -> Double.isFinite(value) ? new Score(value, Map.of()) : Score.UNKNOWN)
        .toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
