package dev.rollover.reward.ocr;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a network of connectionist temporal classification says (Graves et al., 2006),
 * greedily: at each place its likeliest sign, of which the same one after another are one, and the
 * blank is none.
 */
final class CtcDecoder {

  private static final int BLANK = 0;

  private final List<String> signs;

  /**
   * Takes the signs over, in the network's order.
   *
   * @param signs behind the blank; a white space comes after all of them
   */
  CtcDecoder(List<String> signs) {
    List<String> all = new ArrayList<>();
    all.add("");
    all.addAll(signs);
    all.add(" ");
    this.signs = List.copyOf(all);
  }

  /**
   * A text, and how certain it is.
   *
   * @param confidence the mean of its signs' probabilities, 0 to 1; 0 without any
   */
  record Text(String text, double confidence) {}

  /** How many signs there are, the blank among them. */
  int signs() {
    return signs.size();
  }

  /**
   * Reads.
   *
   * @param probabilities {@code [places, signs]}
   */
  Text decode(float[] probabilities) {
    StringBuilder text = new StringBuilder();
    double sum = 0;
    int read = 0;
    int before = BLANK;
    for (int at = 0; at < probabilities.length; at += signs.size()) {
      int sign = likeliest(probabilities, at);
      if (sign != BLANK && sign != before) {
        text.append(signs.get(sign));
        sum += probabilities[at + sign];
        read++;
      }
      before = sign;
    }
    return new Text(text.toString(), read == 0 ? 0 : sum / read);
  }

  private int likeliest(float[] probabilities, int at) {
    int likeliest = BLANK;
    for (int sign = 1; sign < signs.size(); sign++) {
      if (probabilities[at + sign] > probabilities[at + likeliest]) {
        likeliest = sign;
      }
    }
    return likeliest;
  }
}
