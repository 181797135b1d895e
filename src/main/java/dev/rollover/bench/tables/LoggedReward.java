package dev.rollover.bench.tables;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Optional;

/** A reward that logs its calls, and keeps the images of the last. */
final class LoggedReward implements Reward {

  static final String REWARD = "reward";

  private final Reward reward;
  private final CallLog log;
  private List<RgbImage> latest = List.of();

  LoggedReward(Reward reward, CallLog log) {
    this.reward = reward;
    this.log = log;
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    log.call(REWARD, images.size());
    latest = List.copyOf(images);
    return reward.score(images);
  }

  @Override
  public Optional<ImageFunction> differentiable() {
    return reward.differentiable();
  }

  /** The images that were scored last. */
  List<RgbImage> latest() {
    return latest;
  }
}
