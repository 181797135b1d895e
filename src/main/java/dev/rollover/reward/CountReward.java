package dev.rollover.reward;

import dev.rollover.model.RgbImage;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
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

  /** Images are counted one by one, so those of any size and any prompt go together. */
  private static final BatchKey ANY_COUNT = new BatchKey(CountReward.class, "reward", "any image");

  private final ToDoubleFunction<Scene> residualSumOfSquares;
  private final DeviceCalls host;

  /**
   * An account that nobody reads, since only the device's time has a price. It does not stay alone,
   * whatever the job: a count is exact to the last bit in any batch.
   */
  private final DeviceAccount free = new DeviceAccount(false);

  /**
   * A reward of counts.
   *
   * @param host where they are computed
   */
  CountReward(ToDoubleFunction<Scene> residualSumOfSquares, DeviceCalls host) {
    this.residualSumOfSquares = residualSumOfSquares;
    this.host = host;
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    List<Row> rows = images.stream().map(image -> new Row(image, residualSumOfSquares)).toList();
    return host.submit(ANY_COUNT, rows, CountReward::count, free);
  }

  /** The larger the batch, the more of the host's processors count. */
  private static List<Score> count(List<Row> rows) {
    return rows.parallelStream().map(Row::score).toList();
  }

  /** One image, and how far what it shows is from what its job wants. */
  private record Row(RgbImage image, ToDoubleFunction<Scene> residualSumOfSquares) {

    Score score() {
      Scene detected = SceneParser.parse(image.rgb(), image.width(), image.height());
      double rss = residualSumOfSquares.applyAsDouble(detected);
      // Not −rss: a perfect image's reward is 0, not −0.
      return new Score(0 - rss, Map.of("rss", rss, "exact", rss == 0 ? 1.0 : 0.0));
    }
  }
}
