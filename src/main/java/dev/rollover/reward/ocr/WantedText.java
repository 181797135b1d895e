package dev.rollover.reward.ocr;

import dev.rollover.reward.Score;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What shall be written in an image, and how near to it something else comes: 1 − d / max(n, m), of
 * the Levenshtein distance d between the two and their lengths n and m in code points; from 0,
 * nothing in common, to 1, the same.
 *
 * <p>Compared is what remains in Unicode's NFKC form without any white space, which signs set as
 * they like and the network does not always see; with typographic quotation marks and dashes as the
 * keyboard has them; and in lower case, unless case counts.
 */
final class WantedText {

  private final boolean isCaseSensitive;
  private final int[] wanted;

  WantedText(String wanted, boolean isCaseSensitive) {
    this.isCaseSensitive = isCaseSensitive;
    this.wanted = normalised(wanted);
  }

  /** Whether nothing remains that could be read. */
  boolean isEmpty() {
    return wanted.length == 0;
  }

  /**
   * What an image is worth in which this was read. Its terms are the {@code distance} d, the mean
   * {@code confidence} of the network, 0 if nothing was read, and {@code boxes}, the number of
   * pieces of text.
   */
  Score score(List<Reading> readings) {
    int[] read = normalised(readings.stream().map(Reading::text).collect(Collectors.joining(" ")));
    int distance = distance(read, wanted);
    double confidence = readings.stream().mapToDouble(Reading::confidence).average().orElse(0);
    return new Score(
        1 - (double) distance / Math.max(read.length, wanted.length),
        Map.of(
            "distance",
            (double) distance,
            "confidence",
            confidence,
            "boxes",
            (double) readings.size()));
  }

  private int[] normalised(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[‘’‚′`´]", "'")
            .replaceAll("[“”„«»″]", "\"")
            .replaceAll("\\p{Pd}", "-")
            .replaceAll("\\p{IsWhite_Space}", "");
    // Up first, so that letters become one that only have a capital in common, as ς and σ.
    String cased =
        isCaseSensitive ? plain : plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return cased.codePoints().toArray();
  }

  /** The fewest signs to put in, take out or replace that make one text of another. */
  private static int distance(int[] from, int[] to) {
    int[] row = new int[to.length + 1];
    for (int column = 0; column <= to.length; column++) {
      row[column] = column;
    }
    for (int sign : from) {
      int diagonal = row[0]++;
      for (int column = 1; column <= to.length; column++) {
        int replaced = diagonal + (sign == to[column - 1] ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length];
  }
}
