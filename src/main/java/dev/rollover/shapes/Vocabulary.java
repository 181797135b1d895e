package dev.rollover.shapes;

import dev.rollover.shapes.ComparisonCaption.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The words of captions, which are all the words that the bundled model knows. */
public final class Vocabulary {

  /** The one mark of punctuation in captions. */
  public static final String COMMA = ",";

  private static final List<String> WORDS = collect();

  private Vocabulary() {}

  /** Every word, in a fixed order, lower case. */
  public static List<String> words() {
    return WORDS;
  }

  private static List<String> collect() {
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
    return words.stream().distinct().toList();
  }
}
