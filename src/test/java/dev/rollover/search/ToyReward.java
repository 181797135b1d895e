package dev.rollover.search;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Minus the squared distance of a toy image's latent from all ones. Counts its calls. */
final class ToyReward implements Reward {

  int calls;

  @Override
  public List<Score> score(List<RgbImage> images) {
    calls += images.size();
    return images.stream().map(image -> new Score(value(image), Map.of("toy", 1.0))).toList();
  }

  static double value(RgbImage image) {
    return -Arrays.stream(ToyModel.latent(image)).map(x -> (x - 1) * (x - 1)).sum();
  }
}
