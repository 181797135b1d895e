package dev.rollover.reward.clip;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well an image fits a text, by the angle between their directions.
 *
 * <p>Its terms are {@code cosine} and {@code logit}, whatever its score. An image whose direction
 * is not of finite numbers is unknown.
 */
final class ClipComparison {

  private final TwoTowers towers;
  private final String text;
  private final ClipScore score;
  private final DeviceAccount account;
  private final ImageFunction function = this::record;

  /** Of the text; found when the first image comes, and the same ever after. */
  private volatile float @Nullable [] direction;

  ClipComparison(TwoTowers towers, String text, ClipScore score, DeviceAccount account) {
    this.towers = towers;
    this.text = text;
    this.score = score;
    this.account = account;
  }

  List<Score> scores(List<RgbImage> images) {
    return towers.cosines(images, direction(), account).stream().map(this::score).toList();
  }

  /**
   * The same as a function that gradients go through, on the device's thread; the text goes through
   * its tower before.
   */
  ImageFunction function() {
    direction();
    return function;
  }

  private Tensor record(Scope scope, Tensor images) {
    return score.of(scope, towers.record(scope, images, direction()), towers.logit());
  }

  private float[] direction() {
    float[] known = direction;
    if (known == null) {
      known = towers.direction(text, account);
      direction = known;
    }
    return known;
  }

  private Score score(double cosine) {
    if (!Double.isFinite(cosine)) {
      return Score.UNKNOWN;
    }
    double logit = towers.logit().of(cosine);
    return new Score(score.of(cosine, logit), Map.of("cosine", cosine, "logit", logit));
  }
}
