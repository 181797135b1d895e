package dev.rollover.reward.vlm;

import dev.rollover.reward.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Descriptions that an image may satisfy, of which a model says in words which it does.
 *
 * @param descriptions at least one
 * @param wanted the answer that is wanted of each: yes, or no for what must be absent
 */
record Checklist(List<String> descriptions, String wanted) {

  private static final int TOKENS_PER_LINE = 8;
  private static final List<String> ANSWERS = List.of("yes", "no");

  Checklist {
    descriptions = List.copyOf(descriptions);
  }

  String question() {
    return """
        Does this figure show what is described? The descriptions:
        %s
        Answer with one line for each description: its number, a colon, and yes or no. \
        Then a last line "Score: #/%d", where # is the number of lines that say yes. Nothing else.\
        """
        .formatted(NumberedLines.of(descriptions), descriptions.size());
  }

  int tokens() {
    return TOKENS_PER_LINE * (descriptions.size() + 2);
  }

  /**
   * The fraction of descriptions of which the answer is the wanted one, 0 to 1, with each as a
   * term; none where the answer does not keep to the form, or its last line contradicts the others.
   */
  Optional<Score> read(String answer) {
    return NumberedLines.read(answer, descriptions.size())
        .filter(lines -> ANSWERS.containsAll(lines.values()) && isSum(lines))
        .map(this::score);
  }

  private boolean isSum(NumberedLines.Answer lines) {
    long yes = lines.values().stream().filter("yes"::equals).count();
    return lines.last().equalsIgnoreCase("Score: %d/%d".formatted(yes, descriptions.size()));
  }

  private Score score(NumberedLines.Answer lines) {
    Map<String, Double> terms = new HashMap<>();
    double satisfied = 0;
    for (int index = 0; index < descriptions.size(); index++) {
      double term = lines.values().get(index).equals(wanted) ? 1 : 0;
      terms.put(String.valueOf(index + 1), term);
      satisfied += term;
    }
    return new Score(satisfied / descriptions.size(), terms);
  }
}
