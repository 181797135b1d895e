package dev.rollover.reward.vlm;

import dev.rollover.reward.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers of things that an image is to show, which a model counts.
 *
 * @param wanted numbers by what is counted, at least one
 */
record Tally(SortedMap<String, Integer> wanted) {

  private static final int TOKENS_PER_LINE = 8;

  /** No image shows more. */
  private static final String NUMBER = "\\d{1,4}";

  Tally(Map<String, Integer> wanted) {
    this(new TreeMap<>(wanted));
  }

  String question() {
    return """
        How many of each does this figure show?
        %s
        Answer with one line for each: its number in this list, a colon, and how many there are, \
        in digits. Nothing else.\
        """
        .formatted(NumberedLines.of(List.copyOf(wanted.keySet())));
  }

  int tokens() {
    return TOKENS_PER_LINE * (wanted.size() + 1);
  }

  /**
   * Minus the residual sum of squares Σ (wanted − counted)², with {@code rss}, {@code exact} and
   * every count as terms; none where the answer does not keep to the form.
   */
  Optional<Score> read(String answer) {
    return NumberedLines.read(answer, wanted.size())
        .filter(lines -> lines.last().isEmpty())
        .map(NumberedLines.Answer::values)
        .filter(values -> values.stream().allMatch(value -> value.matches(NUMBER)))
        .map(values -> score(values.stream().map(Integer::valueOf).toList()));
  }

  private Score score(List<Integer> counted) {
    Map<String, Double> terms = new HashMap<>();
    double rss = 0;
    int index = 0;
    for (Map.Entry<String, Integer> each : wanted.entrySet()) {
      int count = counted.get(index);
      terms.put(each.getKey(), (double) count);
      rss += Math.pow((double) each.getValue() - count, 2);
      index++;
    }
    terms.put("rss", rss);
    terms.put("exact", rss == 0 ? 1.0 : 0.0);
    // Not −rss: a perfect image's reward is 0, not −0.
    return new Score(0 - rss, terms);
  }
}
