package dev.rollover.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One quantity, measured several times. */
final class Measurements {

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /**
   * The middle value, or the mean of the middle two.
   *
   * @throws IllegalStateException if nothing was measured
   */
  double median() {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** As cells of a Markdown table: median, least, most. */
  String cells() {
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f | %.2f",
        median(),
        Collections.min(values),
        Collections.max(values));
  }
}
