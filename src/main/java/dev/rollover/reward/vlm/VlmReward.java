package dev.rollover.reward.vlm;

import dev.rollover.reward.AnswerScale;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Map;

/**
 * How sure a vision-language model is that the answer to a question about an image is the wanted
 * one.
 *
 * <p>Its terms are {@code p}, {@code log_odds} and {@code coverage}, whatever its scale. An image
 * of which the model does not say yes or no, asked twice, is unknown.
 */
final class VlmReward implements Reward {

  private final Judge judge;
  private final String question;
  private final boolean wantsYes;
  private final AnswerScale scale;
  private final UseAccount account = new UseAccount();

  VlmReward(Judge judge, String question, boolean wantsYes, AnswerScale scale) {
    this.judge = judge;
    this.question = question;
    this.wantsYes = wantsYes;
    this.scale = scale;
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    return judge.endpoint().eachOf(judge.endpoint().name(), images, this::score);
  }

  private Score score(String picture) {
    return judge
        .ask(question, picture, account)
        .map(answer -> score(wantsYes ? answer : answer.opposite()))
        .orElseGet(() -> judge.unknown(account));
  }

  private Score score(YesNo answer) {
    return new Score(
        scale.of(answer.p(), answer.logOdds()),
        Map.of("p", answer.p(), "log_odds", answer.logOdds(), "coverage", answer.coverage()));
  }

  @Override
  public Map<String, RewardUse> used() {
    return Map.of(judge.endpoint().name(), account.total());
  }
}
