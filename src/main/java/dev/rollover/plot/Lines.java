package dev.rollover.plot;

import java.util.ArrayList;
import java.util.List;

/** Text in lines, as SVG does not break any. */
final class Lines {

  private Lines() {}

  /**
   * Breaks between words.
   *
   * @param most letters of a line; a longer word has a line of its own
   */
  static List<String> of(String text, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return List.copyOf(lines);
  }
}
