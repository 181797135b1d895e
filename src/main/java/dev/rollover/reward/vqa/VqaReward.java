package dev.rollover.reward.vqa;

import dev.rollover.model.RgbImage;
import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.reward.AnswerScale;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.Score;
import dev.rollover.shapes.SceneSize;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What is asked of images, and how sure the network is of the wanted answer. Images of any size are
 * seen at the size of the network's world.
 *
 * @param caption in the network's words
 * @param wantsYes whether yes is the answer that is rewarded
 * @param scale of the reward
 */
record VqaReward(
    VqaNetwork network,
    DeviceCalls calls,
    DeviceAccount account,
    String caption,
    boolean wantsYes,
    AnswerScale scale) {

  /** What requests call it. */
  static final String NAME = "vqa";

  /** Whatever is asked, of whatever image, goes together. */
  private static final BatchKey ANY_QUESTION = new BatchKey(NAME, "reward", "any image");

  /** Scores of images; their terms are {@code p} and {@code log_odds}, whatever the scale. */
  List<Score> scores(List<RgbImage> images) {
    List<VqaNetwork.Row> rows = images.stream().map(this::row).toList();
    return calls
        .<VqaNetwork.Row, Double>submit(ANY_QUESTION, rows, network::logOdds, account)
        .stream()
        .map(this::score)
        .toList();
  }

  private VqaNetwork.Row row(RgbImage image) {
    return new VqaNetwork.Row(SceneSize.fit(image.rgb(), image.width(), image.height()), caption);
  }

  private Score score(double logOddsOfYes) {
    if (!Double.isFinite(logOddsOfYes)) {
      throw new RewardFailedException(NAME, "answered with what is no number", true, null);
    }
    double logOdds = wantsYes ? logOddsOfYes : -logOddsOfYes;
    double p = 1 / (1 + Math.exp(-logOdds));
    return new Score(scale.of(p, logOdds), Map.of("p", p, "log_odds", logOdds));
  }

  /** The same as a function that gradients go through. */
  Tensor record(Scope scope, Tensor images) {
    Tensor logOddsOfYes = network.record(scope, images, caption);
    return scale.of(wantsYes ? logOddsOfYes : logOddsOfYes.times(scope.scalar(-1)));
  }
}
