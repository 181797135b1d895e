package dev.rollover.reward;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A reward that says nothing of its use, whose images and time are noted under its kind's name. */
final class NotedReward implements Reward {

  private final String name;
  private final Reward reward;
  private final AtomicReference<RewardUse> total;

  private NotedReward(String name, Reward reward, AtomicReference<RewardUse> total) {
    this.name = name;
    this.reward = reward;
    this.total = total;
  }

  /** The reward itself where it says what it uses. */
  static Reward of(String name, Reward reward) {
    return reward.used().isEmpty()
        ? new NotedReward(name, reward, new AtomicReference<>(RewardUse.NONE))
        : reward;
  }

  @Override
  public Reward heeding(Caller caller) {
    return new NotedReward(name, reward.heeding(caller), total);
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    long start = System.nanoTime();
    List<Score> scores = reward.score(images);
    RewardUse use = RewardUse.of(scores, (System.nanoTime() - start) / 1e9);
    total.accumulateAndGet(use, RewardUse::plus);
    return scores;
  }

  @Override
  public Optional<ImageFunction> differentiable() {
    return reward.differentiable();
  }

  @Override
  public Map<String, RewardUse> used() {
    return Map.of(name, total.get());
  }
}
