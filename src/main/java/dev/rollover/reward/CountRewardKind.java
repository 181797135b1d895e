package dev.rollover.reward;

import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.CaptionException;
import dev.rollover.shapes.CaptionReader;
import dev.rollover.shapes.Kind;
import dev.rollover.shapes.Scene;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes {@link CountReward}s from explicit targets, or else from what the prompt says. */
@Component
@Order(0) // The default, which needs nothing but the prompt.
final class CountRewardKind implements RewardKind {

  private static final String TARGETS = "targets";

  private final DeviceCalls host;

  CountRewardKind(@Qualifier(RewardConfiguration.HOST) DeviceCalls host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "count";
  }

  @Override
  public String description() {
    return "Minus the residual sum of squares between the numbers of objects that are wanted and"
        + " those that a scene parser finds; 0 is perfect. For relations, comparisons and negations"
        + " in the prompt, minus how far the image is from satisfying them.";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        TARGETS,
        "how many objects are wanted by kind, such as {\"red circle\": 3, \"blue square\": 0};"
            + " every"
            + " number from 0 to %d, every other kind 0; read from the prompt when absent"
                .formatted(Scene.MOST_OBJECTS));
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters()).wholeByName(TARGETS, null, 0, Scene.MOST_OBJECTS).build();
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    requireKnown(params);
    Object targets = params.get(TARGETS);
    if (targets == null) {
      return new CountReward(caption(prompt)::violation, host);
    }
    Map<Kind, Integer> wanted = targets(targets);
    return new CountReward(scene -> Caption.residualSumOfSquares(wanted, scene), host);
  }

  private void requireKnown(Map<String, Object> params) {
    List<Fault> unknown =
        params.keySet().stream()
            .filter(name -> !parameters().containsKey(name))
            .sorted()
            .map(name -> new Fault("params." + name, "is unknown; allowed: " + TARGETS))
            .toList();
    if (!unknown.isEmpty()) {
      throw new InvalidRewardException(unknown);
    }
  }

  private static Caption caption(String prompt) {
    try {
      return CaptionReader.read(prompt);
    } catch (CaptionException unreadable) {
      throw new InvalidRewardException(
          "params." + TARGETS,
          "must be given, since the prompt does not say what to count: " + unreadable.getMessage());
    }
  }

  private static Map<Kind, Integer> targets(Object value) {
    if (!(value instanceof Map<?, ?> numbers) || numbers.isEmpty()) {
      throw new InvalidRewardException(
          "params." + TARGETS, "must be an object of numbers by kind, such as {\"red circle\": 3}");
    }
    Map<Kind, Integer> targets = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (Map.Entry<?, ?> target : numbers.entrySet()) {
      String field = "params.%s.%s".formatted(TARGETS, target.getKey());
      try {
        targets.merge(kind(field, target.getKey()), number(field, target.getValue()), Integer::sum);
      } catch (InvalidRewardException invalid) {
        faults.addAll(invalid.faults());
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return targets;
  }

  private static Kind kind(String field, Object words) {
    try {
      return CaptionReader.readKind(String.valueOf(words));
    } catch (CaptionException unreadable) {
      throw new InvalidRewardException(field, unreadable.getMessage());
    }
  }

  private static int number(String field, @Nullable Object value) {
    if (value instanceof Integer number && number >= 0 && number <= Scene.MOST_OBJECTS) {
      return number;
    }
    throw new InvalidRewardException(
        field, "must be a whole number from 0 to " + Scene.MOST_OBJECTS);
  }
}
