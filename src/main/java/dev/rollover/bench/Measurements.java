package dev.rollover.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One quantity, measured several times. */
final class Measurements {

  private final String name;
  private final List<Double> values = new ArrayList<>();

  /**
   * Measures nothing yet.
   *
   * @param name as the table has it
   */
  Measurements(String name) {
    this.name = name;
  }

  /** Adds a value, and shows it to whoever waits for the table. */
  void add(double value) {
    values.add(value);
    System.err.printf(Locale.ROOT, "%s: %.2f%n", name, value);
  }

  /**
   * The middle value, or the mean of the middle two.
   *
   * @throws IllegalStateException if nothing was measured
   */
  double median() {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured of " + name);
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** As a row of a Markdown table: name, median, least, most. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f |",
        name,
        median(),
        Collections.min(values),
        Collections.max(values));
  }

  /** The same with the median's ratio to another's. */
  String row(Measurements reference) {
    return String.format(Locale.ROOT, "%s %.3f |", row(), median() / reference.median());
  }
}
