package dev.rollover.reward.vlm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A list that is asked about line by line, and the answer, which has to keep to the form: a line
 * for each item, in their order, with its number, a colon and the value, and nothing else but empty
 * lines and perhaps a last line of the whole.
 */
final class NumberedLines {

  private static final Pattern LINE = Pattern.compile("(\\d{1,3})\\s*[:.)]\\s*(\\S+?)\\.?");

  private NumberedLines() {}

  /** The items as they stand in the question. */
  static String of(List<String> items) {
    return IntStream.range(0, items.size())
        .mapToObj(index -> "%d. %s".formatted(index + 1, items.get(index)))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The values of so many items, in small letters, and a last line if there is one; none where the
   * answer does not keep to the form.
   */
  static Optional<Answer> read(String answer, int items) {
    List<String> lines = answer.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.size() != items && lines.size() != items + 1) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    for (int index = 0; index < items; index++) {
      Matcher line = LINE.matcher(lines.get(index));
      if (!line.matches() || Integer.parseInt(line.group(1)) != index + 1) {
        return Optional.empty();
      }
      values.add(line.group(2).toLowerCase(Locale.ROOT));
    }
    return Optional.of(new Answer(values, lines.size() == items ? "" : lines.getLast()));
  }

  /**
   * An answer that keeps to the form.
   *
   * @param values one an item, in small letters
   * @param last line of the whole; empty where there is none
   */
  record Answer(List<String> values, String last) {
    Answer {
      values = List.copyOf(values);
    }
  }
}
