package dev.rollover.reward.vlm;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.AnswerScale;
import dev.rollover.reward.Caller;
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
  private final Asker asker;

  VlmReward(Judge judge, String question, boolean wantsYes, AnswerScale scale) {
    this(judge, question, wantsYes, scale, judge.endpoint().asker());
  }

  private VlmReward(
      Judge judge, String question, boolean wantsYes, AnswerScale scale, Asker asker) {
    this.judge = judge;
    this.question = question;
    this.wantsYes = wantsYes;
    this.scale = scale;
    this.asker = asker;
  }

  @Override
  public Reward heeding(Caller caller) {
    return new VlmReward(judge, question, wantsYes, scale, asker.heeding(caller));
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    return judge.endpoint().eachOf(judge.endpoint().name(), images, asker, this::score);
  }

  private Score score(String picture) {
    return judge
        .ask(question, picture, asker)
        .map(answer -> score(wantsYes ? answer : answer.opposite()))
        .orElseGet(() -> judge.unknown(asker.account()));
  }

  private Score score(YesNo answer) {
    return new Score(
        scale.of(answer.p(), answer.logOdds()),
        Map.of("p", answer.p(), "log_odds", answer.logOdds(), "coverage", answer.coverage()));
  }

  @Override
  public Map<String, RewardUse> used() {
    return Map.of(judge.endpoint().name(), asker.account().total());
  }
}
