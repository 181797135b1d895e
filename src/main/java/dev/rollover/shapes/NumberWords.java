package dev.rollover.shapes;

import java.util.List;

/** The numbers that captions can say. */
final class NumberWords {

  static final List<String> WORDS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight");

  private NumberWords() {}

  static String word(int count) {
    return WORDS.get(count - 1);
  }

  static void requireCount(int count) {
    if (count < 1 || count > Scene.MOST_OBJECTS) {
      throw new CaptionException(
          "a caption counts from 1 to %d objects, not %d".formatted(Scene.MOST_OBJECTS, count));
    }
  }
}
