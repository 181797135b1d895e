package dev.rollover.reward.vlm;

import dev.rollover.reward.ParamsSchema;
import dev.rollover.reward.Reward;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rewards of {@link Checklist}s: of what must be shown, or of what must be absent. */
final class ChecklistRewardKind extends WordedRewardKind {

  private static final String DESCRIPTIONS = "descriptions";
  private static final String CONCEPTS = "concepts";
  private static final String ALLOWED =
      "a list of 1 to %d texts of one line, each at most %d characters long"
          .formatted(MOST_ITEMS, LONGEST_ITEM);

  private final boolean erases;

  private ChecklistRewardKind(
      Judge judge, VlmProbe probe, String suffix, String parameter, boolean erases) {
    super(judge, probe, suffix, parameter);
    this.erases = erases;
  }

  /** The fraction of descriptions that the image satisfies. */
  static ChecklistRewardKind grading(Judge judge, VlmProbe probe) {
    return new ChecklistRewardKind(judge, probe, "grade", DESCRIPTIONS, false);
  }

  /** The fraction of concepts that the image does not show. */
  static ChecklistRewardKind erasing(Judge judge, VlmProbe probe) {
    return new ChecklistRewardKind(judge, probe, "erase", CONCEPTS, true);
  }

  @Override
  public String description() {
    return erases
        ? "The fraction of concepts that the image does not show, as the vision-language model "
            + model()
            + " sees it; 1 where all are absent."
        : "The fraction of descriptions that the image satisfies, as the vision-language model "
            + model()
            + " sees it; 1 where it satisfies all.";
  }

  @Override
  public Map<String, String> parameters() {
    return erases
        ? Map.of(CONCEPTS, "what must be absent: %s; must be given".formatted(ALLOWED))
        : Map.of(DESCRIPTIONS, "what must be shown: %s; the prompt alone".formatted(ALLOWED));
  }

  @Override
  public Map<String, Object> jsonSchema() {
    ParamsSchema schema = new ParamsSchema(parameters());
    return erases
        ? schema.texts(CONCEPTS, MOST_ITEMS, LONGEST_ITEM).required(CONCEPTS).build()
        : schema.texts(DESCRIPTIONS, MOST_ITEMS, LONGEST_ITEM).build();
  }

  @Override
  Reward create(String prompt, @Nullable Object list) {
    List<String> items = list == null && !erases ? List.of(oneLine(prompt)) : items(list);
    Checklist checklist = new Checklist(items, erases ? "no" : "yes");
    return new WordedReward(
        name(), judge, checklist.question(), checklist.tokens(), checklist::read);
  }

  private static String oneLine(String prompt) {
    return prompt.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private List<String> items(@Nullable Object list) {
    if (list instanceof List<?> items
        && !items.isEmpty()
        && items.size() <= MOST_ITEMS
        && items.stream().allMatch(WordedRewardKind::isItem)) {
      return items.stream().map(String::valueOf).toList();
    }
    throw fault("must be " + ALLOWED);
  }
}
