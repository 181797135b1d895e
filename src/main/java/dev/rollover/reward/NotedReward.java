package dev.rollover.reward;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reward that says nothing of its use, whose images and time are noted under its kind's name. */
final class NotedReward implements Reward {

  private final String name;
  private final Reward reward;
  private RewardUse total = RewardUse.NONE;

  private NotedReward(String name, Reward reward) {
    this.name = name;
    this.reward = reward;
  }

  /** The reward itself where it says what it uses. */
  static Reward of(String name, Reward reward) {
    return reward.used().isEmpty() ? new NotedReward(name, reward) : reward;
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    long start = System.nanoTime();
    List<Score> scores = reward.score(images);
    total = total.plus(RewardUse.of(scores, (System.nanoTime() - start) / 1e9));
    return scores;
  }

  @Override
  public Optional<ImageFunction> differentiable() {
    return reward.differentiable();
  }

  @Override
  public Map<String, RewardUse> used() {
    return Map.of(name, total);
  }
}
