package dev.rollover.reward.blip;

import dev.rollover.reward.Params;
import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.NetworkReward;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.DeviceAccount;
import java.util.Map;

/** What people would say of an image for its prompt, as one ImageReward foresees it. */
final class ImageRewardKind implements RewardKind, AutoCloseable {

  private static final String TEXT = "text";
  private static final int LONGEST = 2000;

  private final ImageRewardProperties properties;
  private final OnDevice<ImageRewardNetwork> network;
  private final RewardObserver observer;

  ImageRewardKind(
      ImageRewardProperties properties,
      OnDevice<ImageRewardNetwork> network,
      RewardObserver observer) {
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
    return "What people would say of the image for the prompt, as a network foresees it that was"
        + " trained on their choices: about 0 on the average of its pictures, 1 a deviation above.";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        TEXT, "what the image is judged by, at most %d characters; the prompt".formatted(LONGEST));
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters()).text(TEXT, LONGEST, null).build();
  }

  @Override
  public boolean worksOnDevice() {
    return true;
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    Params read = new Params(params, TEXT);
    String text = read.text(TEXT, prompt, LONGEST);
    read.refuseFaults();
    long[] tokens = network.network().tokens(text);
    return new NetworkReward(
        name(),
        account,
        observer,
        images ->
            network.network().scores(images, tokens, account).stream().map(this::score).toList());
  }

  /** The term {@code raw} is what the network says, before mean and deviation. */
  private Score score(double raw) {
    double value = (raw - properties.mean()) / properties.deviation();
    return Double.isFinite(value) ? new Score(value, Map.of("raw", raw)) : Score.UNKNOWN;
  }

  @Override
  public void close() {
    network.close();
  }
}
