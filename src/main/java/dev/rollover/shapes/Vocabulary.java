package dev.rollover.shapes;

import dev.rollover.shapes.ComparisonCaption.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words of captions, which are all the words that the bundled model knows. */
public final class Vocabulary {

  /** The one mark of punctuation in captions. */
  public static final String COMMA = ",";

  private static final Set<String> WORDS = collect();
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s,]+");

  private Vocabulary() {}

  /** Every word, in a fixed order, lower case. */
  public static List<String> words() {
    return List.copyOf(WORDS);
  }

  /** The words of a prompt that no caption has, as they are written there, each once. */
  public static List<String> unknownWords(String prompt) {
    return BETWEEN_WORDS
        .splitAsStream(prompt)
        .filter(word -> !word.isEmpty() && !WORDS.contains(word.toLowerCase(Locale.ROOT)))
        .distinct()
        .toList();
  }

  private static Set<String> collect() {
    List<String> words = new ArrayList<>(List.of("a", "an", "no"));
    words.addAll(NumberWords.WORDS);
    for (Colour colour : Colour.values()) {
      words.add(colour.word());
    }
    for (Shape shape : Shape.values()) {
      words.add(shape.word());
      words.add(shape.plural());
    }
    words.add("and");
    for (Relation relation : Relation.values()) {
      Collections.addAll(words, relation.words().split(" "));
    }
    Stream.of(Comparison.values()).map(Comparison::word).forEach(words::add);
    words.add("than");
    return new LinkedHashSet<>(words);
  }
}
