package dev.rollover.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query in Prometheus' language asks for: a meter's name, and the labels that it wants to
 * have a certain value.
 */
record Selector(String name, Map<String, String> labels) {

  private static final Pattern LABEL_LISTS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern LABELS_OR_TEXT = Pattern.compile("\\{[^}]*}|\"[^\"]*\"");
  private static final Pattern NAME =
      Pattern.compile("(?<![$\\w])([a-zA-Z_]\\w*)\\b(?!\\s*\\()(\\{[^}]*})?");
  private static final Pattern EQUAL = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "offset", "bool");

  /** All of a query. */
  static List<Selector> in(String query) {
    String selectors = LABEL_LISTS.matcher(query).replaceAll(" ");
    selectors = selectors.replaceAll("\\[[^]]*]", " ");
    selectors = LABELS_OR_TEXT.matcher(selectors).replaceAll(Selector::withoutText);
    return NAME.matcher(selectors)
        .results()
        .filter(match -> !WORDS.contains(match.group(1)))
        .map(Selector::of)
        .toList();
  }

  private static String withoutText(MatchResult part) {
    return part.group().startsWith("{") ? Matcher.quoteReplacement(part.group()) : " ";
  }

  private static Selector of(MatchResult match) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (match.group(2) != null) {
      Matcher equal = EQUAL.matcher(match.group(2));
      while (equal.find()) {
        labels.put(equal.group(1), equal.group(2));
      }
    }
    return new Selector(match.group(1), labels);
  }

  /** Whether a page for Prometheus has a series that this selects. */
  boolean isOn(String page) {
    return page.lines().anyMatch(this::selects);
  }

  private boolean selects(String line) {
    return (line.startsWith(name + "{") || line.startsWith(name + " "))
        && labels.entrySet().stream()
            .allMatch(label -> line.contains(label.getKey() + "=\"" + label.getValue() + "\""));
  }
}
