package dev.rollover.search;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Gives the values it was told, in order, whatever it is shown. */
final class ScriptedReward implements Reward {

  private final Deque<Double> script = new ArrayDeque<>();

  ScriptedReward(double... values) {
    Arrays.stream(values).forEach(script::add);
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    return images.stream().map(image -> new Score(script.remove(), Map.of())).toList();
  }

  boolean isSpent() {
    return script.isEmpty();
  }
}
