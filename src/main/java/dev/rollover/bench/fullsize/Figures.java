package dev.rollover.bench.fullsize;

import java.util.Locale;

/** What measurements of large folders say, a line for each figure. */
final class Figures {

  static final double GIGA = 1e9;

  private Figures() {}

  @SuppressWarnings("SystemOut") // A command's answer.
  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Those since {@link System#nanoTime} was so much. */
  static double seconds(long began) {
    return (System.nanoTime() - began) / GIGA;
  }

  static double rootMeanSquare(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum / values.length);
  }
}
