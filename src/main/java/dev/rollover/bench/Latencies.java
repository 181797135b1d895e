package dev.rollover.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long calls took, in milliseconds. */
final class Latencies {

  private final Collection<Double> milliseconds = new ConcurrentLinkedQueue<>();

  /** Adds what began at a time of {@link System#nanoTime()} and ends now. */
  void endOf(long begun) {
    add((System.nanoTime() - begun) / 1e6);
  }

  void add(double duration) {
    milliseconds.add(duration);
  }

  /**
   * The least duration that so many calls did not exceed.
   *
   * @param share of the calls, above 0 and up to 1
   * @throws IllegalStateException if nothing was measured
   */
  double percentile(double share) {
    List<Double> sorted = milliseconds.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** As a row of a Markdown table: name, calls, median, 99th percentile, most. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f |%n",
        name,
        milliseconds.size(),
        percentile(.5),
        percentile(.99),
        percentile(1));
  }
}
