package dev.rollover.reward.owl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads prompts of the one simple form «two apples, a pear and 3 small dogs», behind «a photo of»
 * or not: numbers from «no» to «twenty» or in digits, each before one to four words, at least one
 * number that is no article, and a plural wherever a number asks for one. What says more, such as
 * «two dogs on a table», is not read.
 */
final class CountedPrompt {

  /** Most of a kind that a prompt, or anybody, can ask for. */
  static final int MOST_OF_A_KIND = 100;

  private static final List<String> NUMBERS =
      List.of(
          "no",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen",
          "twenty");

  private static final Pattern IMAGE_OF =
      Pattern.compile(
          "^(?:an? |the )?(?:photo|photograph|picture|image|painting|drawing|illustration) of ");

  private static final Pattern BETWEEN_ITEMS = Pattern.compile("\\s*,\\s*(?:and )?| and ");

  private static final Pattern ITEM =
      Pattern.compile("(\\d{1,3}|\\p{L}+) ((?:[\\p{L}'-]+ ){0,3})([\\p{L}'-]+)");

  private static final Pattern WORD = Pattern.compile("[^ ]+");
  private static final Pattern ARTICLE = Pattern.compile("an?");

  /** After any of them a prompt says more than what is to be counted. */
  private static final Set<String> SAYING_MORE =
      Set.of(
          "a", "an", "the", "no", "not", "or", "than", "more", "fewer", "less", "of", "on", "in",
          "at", "by", "to", "for", "from", "with", "without", "near", "under", "over", "above",
          "below", "beside", "behind", "between", "inside", "outside", "around", "against", "next",
          "is", "are", "that", "which", "who", "each", "every", "left", "right");

  private CountedPrompt() {}

  /** How many of each kind are wanted, in the prompt's order; absent where it has another form. */
  static Optional<Map<String, Integer>> read(String prompt) {
    String plain = prompt.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    plain = IMAGE_OF.matcher(plain.replaceAll("\\.$", "")).replaceFirst("");
    Map<String, Integer> wanted = new LinkedHashMap<>();
    boolean counts = false;
    for (String words : BETWEEN_ITEMS.splitAsStream(plain).toList()) {
      Matcher item = ITEM.matcher(words);
      if (!item.matches() || !add(item, wanted)) {
        return Optional.empty();
      }
      counts |= !ARTICLE.matcher(item.group(1)).matches();
    }
    return counts ? Optional.of(wanted) : Optional.empty();
  }

  private static boolean add(Matcher item, Map<String, Integer> wanted) {
    OptionalInt number = number(item.group(1));
    String noun = item.group(3);
    boolean saysMore =
        WORD.matcher(item.group(2) + noun)
            .results()
            .map(MatchResult::group)
            .anyMatch(word -> SAYING_MORE.contains(word) || NUMBERS.contains(word));
    if (saysMore || number.isEmpty() || number.getAsInt() > MOST_OF_A_KIND) {
      return false;
    }
    Optional<String> one = singular(noun, number.getAsInt());
    one.ifPresent(kind -> wanted.merge(item.group(2) + kind, number.getAsInt(), Integer::sum));
    return one.isPresent();
  }

  /** One of several must have a plural's form; «no apple» is as good as «no apples». */
  private static Optional<String> singular(String noun, int number) {
    if (number == 1) {
      return Optional.of(noun);
    }
    Optional<String> singular = Singular.of(noun);
    return number == 0 ? singular.or(() -> Optional.of(noun)) : singular;
  }

  private static OptionalInt number(String word) {
    if (ARTICLE.matcher(word).matches()) {
      return OptionalInt.of(1);
    }
    int named = NUMBERS.indexOf(word);
    if (named >= 0) {
      return OptionalInt.of(named);
    }
    return word.matches("\\d+") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
  }
}
