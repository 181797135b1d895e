package dev.rollover.reward.clip;

import dev.rollover.model.ImageFunction;
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
import java.util.function.Function;

/** How beautiful an image is, whatever its prompt. */
final class AestheticRewardKind implements RewardKind, AutoCloseable {

  private final AestheticProperties properties;
  private final OnDevice<AestheticNetwork> network;
  private final RewardObserver observer;

  AestheticRewardKind(
      AestheticProperties properties, OnDevice<AestheticNetwork> network, RewardObserver observer) {
    this.properties = properties;
    this.network = network;
    this.observer = observer;
  }

  @Override
  public String name() {
    return properties.name();
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

  /** On a device of its own it is none: gradients stay on that of the model. */
  @Override
  public boolean differentiable() {
    return properties.device() == null;
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    new Params(params).refuseFaults();
    Function<List<RgbImage>, List<Score>> scores = images -> scores(images, account);
    ImageFunction function = network.network()::record;
    return differentiable()
        ? new NetworkReward(name(), account, observer, scores, () -> function)
        : new NetworkReward(name(), account, observer, scores);
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
