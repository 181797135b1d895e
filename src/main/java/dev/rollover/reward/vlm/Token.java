package dev.rollover.reward.vlm;

import java.util.Locale;

/**
 * A token that a server said, or might have said.
 *
 * @param text as the server writes it
 * @param spelling what its bytes spell where the server tells them, else its text: a token that is
 *     not text by itself is only known by its bytes
 * @param probability 0 to 1; 0 where the server gives none that is one
 */
record Token(String text, String spelling, double probability) {

  /** From here down servers mean that they do not know (vLLM), or nothing at all (llama.cpp). */
  private static final double NOT_KNOWN = -9999;

  /** Rounding may take the logarithm of 1 so far above 0. */
  private static final double ROUNDING = 1e-3;

  /** What tokenizers write in place of a space before a word, or of a line's end. */
  private static final String MARKS = "▁ĠĊ";

  static Token of(String text, String spelling, double logProbability) {
    boolean isKnown = logProbability > NOT_KNOWN && logProbability <= ROUNDING;
    return new Token(text, spelling, isKnown ? Math.min(1, Math.exp(logProbability)) : 0);
  }

  /** Whether it is a word, in whatever case, with or without space round it. */
  boolean says(String word) {
    return bare(text).equals(word) || bare(spelling).equals(word);
  }

  /** Whether it is the same one, as far as the server lets that be known. */
  boolean isSame(Token other) {
    return text.equals(other.text) && spelling.equals(other.spelling);
  }

  private static String bare(String written) {
    int from = 0;
    while (from < written.length() && isBlank(written.charAt(from))) {
      from++;
    }
    return written.substring(from).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isBlank(char letter) {
    return Character.isWhitespace(letter) || MARKS.indexOf(letter) >= 0;
  }
}
