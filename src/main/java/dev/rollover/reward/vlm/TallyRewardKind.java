package dev.rollover.reward.vlm;

import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes rewards of {@link Tally}s. */
final class TallyRewardKind extends WordedRewardKind {

  private static final String TARGETS = "targets";
  private static final int MOST_OF_A_KIND = 1000;
  private static final String ALLOWED =
      ("an object of 1 to %d whole numbers from 0 to %d by what is counted, each text of one line,"
              + " such as {\"red apples\": 3}")
          .formatted(MOST_ITEMS, MOST_OF_A_KIND);

  TallyRewardKind(Judge judge, VlmProbe probe) {
    super(judge, probe, "count", TARGETS);
  }

  @Override
  public String description() {
    return "Minus the residual sum of squares between the numbers that are wanted and those that"
        + " the vision-language model %s counts; 0 is perfect.".formatted(model());
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(TARGETS, "how many are wanted: %s; must be given".formatted(ALLOWED));
  }

  @Override
  public Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters())
        .wholeByName(TARGETS, MOST_ITEMS, 0, MOST_OF_A_KIND)
        .required(TARGETS)
        .build();
  }

  @Override
  Reward create(String prompt, @Nullable Object list) {
    Tally tally = new Tally(targets(list));
    return new WordedReward(name(), judge, tally.question(), tally.tokens(), tally::read);
  }

  private Map<String, Integer> targets(@Nullable Object said) {
    if (!(said instanceof Map<?, ?> numbers)
        || numbers.isEmpty()
        || numbers.size() > MOST_ITEMS
        || !numbers.keySet().stream().allMatch(WordedRewardKind::isItem)
        || !numbers.values().stream().allMatch(TallyRewardKind::isNumber)) {
      throw fault("must be " + ALLOWED);
    }
    Map<String, Integer> targets = new TreeMap<>();
    numbers.forEach((kind, number) -> targets.put(String.valueOf(kind), (Integer) number));
    return targets;
  }

  private static boolean isNumber(@Nullable Object said) {
    return said instanceof Integer number && number >= 0 && number <= MOST_OF_A_KIND;
  }
}
