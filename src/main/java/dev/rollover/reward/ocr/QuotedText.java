package dev.rollover.reward.ocr;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a prompt puts in quotation marks: {@code "…"}, {@code “…”}, {@code „…“}, {@code «…»} or
 * {@code ‘…’}; an apostrophe within a word ends nothing.
 */
final class QuotedText {

  private static final Pattern QUOTED =
      Pattern.compile(
          "\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|(?<!\\p{L})‘(.+?)’(?!\\p{L})");

  private QuotedText() {}

  /** All of it, parts joined by a space; empty if there is none. */
  static String of(String prompt) {
    return QUOTED
        .matcher(prompt)
        .results()
        .map(QuotedText::within)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" "));
  }

  private static String within(MatchResult quoted) {
    return IntStream.rangeClosed(1, quoted.groupCount())
        .filter(group -> quoted.start(group) >= 0)
        .mapToObj(quoted::group)
        .collect(Collectors.joining());
  }
}
