package dev.rollover.reward;

import dev.rollover.model.RgbImage;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * −RSS, the residual sum of squares Σ (wanted − detected)² over every kind of object, a kind that
 * is not asked for being wanted 0 times. 0 is the best: the image shows what is wanted and nothing
 * else.
 *
 * <p>Its terms are {@code rss}, and {@code exact}: 1 where the RSS is 0, else 0. What the RSS is of
 * captions that do more than count, {@link Caption#violation} says.
 */
final class CountReward implements Reward {

  private final ToDoubleFunction<Scene> residualSumOfSquares;

  CountReward(ToDoubleFunction<Scene> residualSumOfSquares) {
    this.residualSumOfSquares = residualSumOfSquares;
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    return images.stream().map(this::score).toList();
  }

  private Score score(RgbImage image) {
    Scene detected = SceneParser.parse(image.rgb(), image.width(), image.height());
    double rss = residualSumOfSquares.applyAsDouble(detected);
    // Not −rss: a perfect image's reward is 0, not −0.
    return new Score(0 - rss, Map.of("rss", rss, "exact", rss == 0 ? 1.0 : 0.0));
  }
}
