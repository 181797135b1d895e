package dev.rollover.run;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A reward that a service of the name {@code taste} gives, at a cent an image. */
public final class ToyJudge implements RewardKind {

  /** Every image that it was shown. */
  public final List<RgbImage> shown = new ArrayList<>();

  /** Done before it looks. */
  Runnable before = () -> {};

  /** Which of the images it is shown it can tell nothing of; none if negative. */
  int unknown = -1;

  @Override
  public String name() {
    return "taste";
  }

  @Override
  public String description() {
    return "The first channel of the first pixel";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of();
  }

  /** What it says of an image. */
  static double taste(RgbImage image) {
    return image.rgb()[0] & 0xff;
  }

  @Override
  public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    return new Taste();
  }

  private final class Taste implements Reward {

    private RewardUse used = RewardUse.NONE;

    @Override
    public List<Score> score(List<RgbImage> images) {
      used = used.plus(new RewardUse(images.size(), 0, 2, 100, 1, 0.01 * images.size()));
      before.run();
      shown.addAll(images);
      return IntStream.range(0, images.size())
          .mapToObj(i -> i == unknown ? Score.UNKNOWN : score(images.get(i)))
          .toList();
    }

    private static Score score(RgbImage image) {
      return new Score(taste(image), Map.of("raw", taste(image)));
    }

    @Override
    public Map<String, RewardUse> used() {
      return Map.of("taste", used);
    }
  }
}
