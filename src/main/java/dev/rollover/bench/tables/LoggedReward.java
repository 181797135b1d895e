package dev.rollover.bench.tables;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Scales;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A reward that logs its calls, and keeps those images of the last that it could judge. */
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
    List<Score> scores = reward.score(images);
    latest =
        IntStream.range(0, images.size())
            .filter(image -> scores.get(image).isKnown())
            .mapToObj(images::get)
            .toList();
    return scores;
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
  public Optional<ImageFunction> differentiable() {
    return reward.differentiable();
  }

  /** The images that were scored last, those that it could not judge left out. */
  List<RgbImage> latest() {
    return latest;
  }
}
