package dev.rollover.request;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.Map;

/** The brightness of an image, 0–255. */
public class ToyReward implements RewardKind {

  private final String name;
  private final Runnable beforeCall;

  public ToyReward() {
    this("brightness");
  }

  /** Is called otherwise. */
  public ToyReward(String name) {
    this(name, () -> {});
  }

  /** Does something before it scores. */
  public ToyReward(Runnable beforeCall) {
    this("brightness", beforeCall);
  }

  private ToyReward(String name, Runnable beforeCall) {
    this.name = name;
    this.beforeCall = beforeCall;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "The mean of all pixels";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    return images -> {
      beforeCall.run();
      return images.stream().map(ToyReward::score).toList();
    };
  }

  private static Score score(RgbImage image) {
    double sum = 0;
    for (byte value : image.rgb()) {
      sum += value & 0xff;
    }
    return new Score(sum / image.rgb().length, Map.of());
  }
}
