package dev.rollover.reward.clip;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.NetworkUse;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well an image fits a text, by the angle between their directions.
 *
 * <p>Its terms are {@code cosine} and {@code logit}, whatever its score. An image whose direction
 * is not of finite numbers is unknown.
 */
final class ClipReward implements Reward {

  private final TwoTowers towers;
  private final String text;
  private final ClipScore score;
  private final DeviceAccount account;
  private final NetworkUse use;

  /** Of the text; found when the first image comes, and the same ever after. */
  private volatile float @Nullable [] direction;

  ClipReward(
      String name,
      TwoTowers towers,
      String text,
      ClipScore score,
      DeviceAccount account,
      RewardObserver observer) {
    this.towers = towers;
    this.text = text;
    this.score = score;
    this.account = account;
    this.use = new NetworkUse(name, account, observer);
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    return use.of(() -> scored(images));
  }

  private List<Score> scored(List<RgbImage> images) {
    return towers.cosines(images, direction(), account).stream().map(this::score).toList();
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
    double logit = towers.logit(cosine);
    return new Score(score.of(cosine, logit), Map.of("cosine", cosine, "logit", logit));
  }

  @Override
  public Map<String, RewardUse> used() {
    return use.total();
  }
}
