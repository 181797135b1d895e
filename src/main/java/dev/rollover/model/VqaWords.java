package dev.rollover.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Questions as rows of token ids, one id a word: the mark that answers, the words, and nothing more
 * up to the row's length. A comma is a word of its own.
 */
public final class VqaWords {

  private static final Pattern BETWEEN_WORDS = Pattern.compile(" +");

  private static final int NOTHING = 0;
  private static final int ANSWER = 1;
  private static final int FIRST_WORD = 2;

  private final Map<String, Integer> ids = new HashMap<>();
  private final int length;

  public VqaWords(VqaConfig config) {
    this.length = length(config);
    List<String> words = config.words();
    for (int at = 0; at < words.size(); at++) {
      ids.put(words.get(at), FIRST_WORD + at);
    }
  }

  /** Ids that there are. */
  public static int count(VqaConfig config) {
    return FIRST_WORD + config.words().size();
  }

  /** Ids of a row. */
  public static int length(VqaConfig config) {
    return 1 + config.longestQuestion();
  }

  /**
   * A question's row.
   *
   * @param question lower case, words that are known, separated by blanks or commas
   * @throws IllegalArgumentException if a word is not known, or there are too many
   */
  public long[] ids(String question) {
    List<String> words = BETWEEN_WORDS.splitAsStream(question.replace(",", " , ").strip()).toList();
    if (words.size() >= length) {
      throw new IllegalArgumentException(
          "a question has at most %d words and commas, not %d".formatted(length - 1, words.size()));
    }
    long[] row = new long[length];
    Arrays.fill(row, NOTHING);
    row[0] = ANSWER;
    for (int at = 0; at < words.size(); at++) {
      row[1 + at] = id(words.get(at));
    }
    return row;
  }

  private int id(String word) {
    Integer id = ids.get(word);
    if (id == null) {
      throw new IllegalArgumentException("the word \"%s\" is not known".formatted(word));
    }
    return id;
  }
}
