package dev.rollover.model.vqa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Questions as ids, {@code [1 + phrases, words]}: first the mark that answers, then phrase by
 * phrase the words of each, and nothing more up to the lengths. A phrase ends with its noun, as in
 * «two red circles», «above three blue squares»; a comma is a word of its own.
 */
public final class VqaWords {

  private static final Pattern BETWEEN_WORDS = Pattern.compile(" +");

  /** 0 is the id of no word at all. */
  private static final int ANSWER = 1;

  private static final int FIRST_WORD = 2;

  private final VqaConfig config;
  private final Map<String, Integer> ids = new HashMap<>();

  public VqaWords(VqaConfig config) {
    this.config = config;
    List<String> words = config.words();
    for (int at = 0; at < words.size(); at++) {
      ids.put(words.get(at), FIRST_WORD + at);
    }
  }

  /** Ids that there are. */
  public static int count(VqaConfig config) {
    return FIRST_WORD + config.words().size();
  }

  /** Ids of a question. */
  public static int length(VqaConfig config) {
    return (1 + config.phrases()) * config.phraseLength();
  }

  /**
   * A question's ids, row-major.
   *
   * @param question lower case, words that are known, separated by blanks or commas
   * @throws IllegalArgumentException if a word is not known, or there are too many
   */
  public long[] ids(String question) {
    long[] row = new long[length(config)];
    row[0] = ANSWER;
    List<List<String>> phrases = phrases(question);
    if (phrases.size() > config.phrases()) {
      throw new IllegalArgumentException(
          "a question has at most %d phrases, not %d".formatted(config.phrases(), phrases.size()));
    }
    for (int phrase = 0; phrase < phrases.size(); phrase++) {
      List<String> words = phrases.get(phrase);
      if (words.size() > config.phraseLength()) {
        throw new IllegalArgumentException(
            "a phrase has at most %d words and commas, not %d"
                .formatted(config.phraseLength(), words.size()));
      }
      for (int at = 0; at < words.size(); at++) {
        row[(1 + phrase) * config.phraseLength() + at] = id(words.get(at));
      }
    }
    return row;
  }

  private List<List<String>> phrases(String question) {
    List<List<String>> phrases = new ArrayList<>();
    boolean begins = true;
    List<String> words = BETWEEN_WORDS.splitAsStream(question.replace(",", " , ").strip()).toList();
    for (String word : words) {
      if (begins) {
        phrases.add(new ArrayList<>());
      }
      phrases.getLast().add(word);
      begins = config.phraseEnds().contains(word);
    }
    return phrases;
  }

  private int id(String word) {
    Integer id = ids.get(word);
    if (id == null) {
      throw new IllegalArgumentException("the word \"%s\" is not known".formatted(word));
    }
    return id;
  }
}
