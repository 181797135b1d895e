package dev.rollover.reward.clip;

import dev.rollover.reward.Params;
import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.NetworkReward;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.DeviceAccount;
import java.util.Map;
import java.util.TreeMap;

/** How well images fit their prompts, by one model. */
final class ClipRewardKind implements RewardKind, AutoCloseable {

  private static final String TEXT = "text";
  private static final String SCORE = "score";
  private static final int LONGEST = 2000;

  private final ClipProperties properties;
  private final OnDevice<TwoTowers> towers;
  private final RewardObserver observer;

  ClipRewardKind(ClipProperties properties, OnDevice<TwoTowers> towers, RewardObserver observer) {
    this.properties = properties;
    this.towers = towers;
    this.observer = observer;
  }

  @Override
  public String name() {
    return properties.name();
  }

  @Override
  public String description() {
    return "How well the image fits the prompt, by a network that leads images and texts to one"
        + " space: a larger cosine between the two is better.";
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(
        TEXT,
        "what the image is compared with, as it is, at most %d characters; the prompt%s"
            .formatted(
                LONGEST,
                properties.prefix().isBlank() ? "" : " behind «" + properties.prefix() + "»"));
    parameters.put(
        SCORE,
        "one of: %s; %s"
            .formatted(String.join(", ", ClipScore.labels()), properties.score().label()));
    return parameters;
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters())
        .oneOf(SCORE, ClipScore.labels(), properties.score().label())
        .text(TEXT, LONGEST, null)
        .build();
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
    Params read = new Params(params, SCORE, TEXT);
    String text = read.text(TEXT, behindPrefix(prompt), LONGEST);
    String score = read.oneOf(SCORE, properties.score().label(), ClipScore.labels());
    read.refuseFaults();
    ClipComparison comparison =
        new ClipComparison(towers.network(), text, ClipScore.labelled(score), account);
    return differentiable()
        ? new NetworkReward(name(), account, observer, comparison::scores, comparison::function)
        : new NetworkReward(name(), account, observer, comparison::scores);
  }

  private String behindPrefix(String prompt) {
    String prefix = properties.prefix();
    return prefix.isBlank() ? prompt : prefix.strip() + " " + prompt;
  }

  @Override
  public void close() {
    towers.close();
  }
}
