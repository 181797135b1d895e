package dev.rollover.reward.vlm;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Caller;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is read from a model's answer in words. An image of which the answer does not keep to the
 * form is unknown.
 */
final class WordedReward implements Reward {

  private final String name;
  private final Judge judge;
  private final String question;
  private final int tokens;
  private final Function<String, Optional<Score>> reading;
  private final Asker asker;

  /**
   * A reward.
   *
   * @param name of its kind
   * @param tokens of an answer that keeps to the form, at most
   * @param reading of an answer; nothing of one that does not keep to the form
   */
  WordedReward(
      String name,
      Judge judge,
      String question,
      int tokens,
      Function<String, Optional<Score>> reading) {
    this(name, judge, question, tokens, reading, judge.endpoint().asker());
  }

  private WordedReward(
      String name,
      Judge judge,
      String question,
      int tokens,
      Function<String, Optional<Score>> reading,
      Asker asker) {
    this.name = name;
    this.judge = judge;
    this.question = question;
    this.tokens = tokens;
    this.reading = reading;
    this.asker = asker;
  }

  @Override
  public Reward heeding(Caller caller) {
    return new WordedReward(name, judge, question, tokens, reading, asker.heeding(caller));
  }

  @Override
  public List<Score> score(List<RgbImage> images) {
    return judge.endpoint().eachOf(name, images, asker, this::score);
  }

  private Score score(String picture) {
    String answer =
        judge.endpoint().ask(ChatRequest.worded(question, picture, tokens), asker).text();
    return reading.apply(answer).orElseGet(() -> judge.unknown(asker.account()));
  }

  @Override
  public Map<String, RewardUse> used() {
    return Map.of(judge.endpoint().name(), asker.account().total());
  }
}
