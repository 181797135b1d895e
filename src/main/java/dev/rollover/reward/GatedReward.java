package dev.rollover.reward;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reward with another before it, which is the cheaper one. */
record GatedReward(Reward reward, Reward before) implements Reward {

  @Override
  public List<Score> score(List<RgbImage> images) {
    return reward.score(images);
  }

  @Override
  public Reward heeding(Caller caller) {
    return new GatedReward(reward.heeding(caller), before.heeding(caller));
  }

  @Override
  public Optional<ImageFunction> differentiable() {
    return reward.differentiable();
  }

  @Override
  public Set<String> normalised() {
    return reward.normalised();
  }

  @Override
  public Score on(Scales scales, Score score) {
    return reward.on(scales, score);
  }

  @Override
  public Optional<Reward> gate() {
    return Optional.of(before);
  }

  /** What both have taken; a service that both ask has what both have asked. */
  @Override
  public Map<String, RewardUse> used() {
    return RewardUse.together(List.of(reward.used(), before.used()));
  }
}
