package dev.rollover.search;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Minus the squared distance of a toy image's latent from all ones. Counts its calls. */
final class ToyReward implements Reward {

  int calls;

  @Override
  public List<Score> score(List<RgbImage> images) {
    calls += images.size();
    return images.stream().map(image -> new Score(value(image), Map.of("toy", 1.0))).toList();
  }

  /** Whose gradients the toy knows. */
  @Override
  public Optional<ImageFunction> differentiable() {
    return Optional.of(
        (scope, images) -> {
          throw new UnsupportedOperationException("a toy has no tensors");
        });
  }

  static double value(RgbImage image) {
    return -Arrays.stream(ToyModel.latent(image)).map(x -> (x - 1) * (x - 1)).sum();
  }
}
