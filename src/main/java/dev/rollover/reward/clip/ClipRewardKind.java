package dev.rollover.reward.clip;

import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link ClipReward}s of one model. */
final class ClipRewardKind implements RewardKind {

  private static final String TEXT = "text";
  private static final String SCORE = "score";
  private static final int LONGEST = 2000;
  private static final String SCORES =
      Arrays.stream(ClipScore.values()).map(ClipScore::label).collect(Collectors.joining(", "));

  private final ClipProperties properties;
  private final TwoTowers towers;
  private final RewardObserver observer;

  ClipRewardKind(ClipProperties properties, TwoTowers towers, RewardObserver observer) {
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
        SCORE, "one of: %s; %s".formatted(SCORES, properties.score().label()));
    return parameters;
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    params.keySet().stream()
        .filter(name -> !name.equals(TEXT) && !name.equals(SCORE))
        .sorted()
        .forEach(
            name ->
                faults.add(
                    new Fault("params." + name, "is unknown; allowed: " + SCORE + ", " + TEXT)));
    String text = text(params.get(TEXT), prompt, faults);
    ClipScore score = score(params.get(SCORE), faults);
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return new ClipReward(name(), towers, text, score, account, observer);
  }

  private String text(@Nullable Object said, String prompt, List<Fault> faults) {
    if (said == null) {
      return properties.prefix().isBlank()
          ? prompt
          : properties.prefix().strip() + " " + prompt;
    }
    if (said instanceof String text && !text.isBlank() && text.length() <= LONGEST) {
      return text;
    }
    faults.add(
        new Fault(
            "params." + TEXT, "must have 1 to %d characters, not only blanks".formatted(LONGEST)));
    return prompt;
  }

  private ClipScore score(@Nullable Object said, List<Fault> faults) {
    if (said == null) {
      return properties.score();
    }
    Optional<ClipScore> score =
        said instanceof String label ? ClipScore.labelled(label) : Optional.empty();
    if (score.isEmpty()) {
      faults.add(new Fault("params." + SCORE, "must be one of: " + SCORES));
    }
    return score.orElse(properties.score());
  }
}
