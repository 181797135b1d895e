package dev.rollover.reward.vqa;

import dev.rollover.model.RgbImage;
import dev.rollover.model.VqaNetwork;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.Score;
import dev.rollover.shapes.SceneSize;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.List;
import java.util.Map;

/**
 * How sure the bundled vision-language model is that an image shows what a caption says, or that it
 * does not. Images of any size are seen at the size of its world.
 *
 * <p>Its terms are {@code p} and {@code log_odds}, whatever its scale.
 */
final class VqaReward implements Reward {

  /** What requests call it. */
  static final String NAME = "vqa";

  /** Whatever is asked, of whatever image, goes together. */
  private static final BatchKey ANY_QUESTION = new BatchKey(NAME, "reward", "any image");

  private final VqaNetwork network;
  private final DeviceCalls calls;
  private final DeviceAccount account;
  private final Asked asked;

  /**
   * What is asked.
   *
   * @param caption in the network's words
   * @param wantsYes whether yes is the answer that is rewarded
   */
  record Asked(String caption, boolean wantsYes, Scale scale) {}

  VqaReward(VqaNetwork network, DeviceCalls calls, DeviceAccount account, Asked asked) {
    this.network = network;
    this.calls = calls;
    this.account = account;
    this.asked = asked;
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    List<VqaNetwork.Row> rows = images.stream().map(this::row).toList();
    return calls
        .<VqaNetwork.Row, Double>submit(ANY_QUESTION, rows, network::logOdds, account)
        .stream()
        .map(this::score)
        .toList();
  }

  private VqaNetwork.Row row(RgbImage image) {
    return new VqaNetwork.Row(
        SceneSize.fit(image.rgb(), image.width(), image.height()), asked.caption());
  }

  private Score score(double logOddsOfYes) {
    if (!Double.isFinite(logOddsOfYes)) {
      throw new RewardFailedException(NAME, "answered with what is no number", true, null);
    }
    double logOdds = asked.wantsYes() ? logOddsOfYes : -logOddsOfYes;
    return new Score(
        asked.scale().of(logOdds), Map.of("p", Scale.P.of(logOdds), "log_odds", logOdds));
  }
}
