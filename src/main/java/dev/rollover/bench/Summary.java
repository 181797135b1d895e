package dev.rollover.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Means over prompts, with 95 % intervals. */
final class Summary {

  private static final double Z = 1.959964;

  private final List<Result> results;

  Summary(List<Result> results) {
    this.results = List.copyOf(results);
  }

  /** As cells of a Markdown table: mean RSS, exact accuracy, NFE, reward calls. */
  String cells() {
    Interval accuracy = accuracy();
    return String.format(
        Locale.ROOT,
        "%.2f ± %.2f | %.2f [%.2f, %.2f] | %.0f | %.0f",
        mean(Result::rss),
        rssMargin(),
        accuracy.share(),
        accuracy.lower(),
        accuracy.upper(),
        mean(Result::nfe),
        mean(Result::rewardCalls));
  }

  double mean(ToDoubleFunction<Result> figure) {
    return results.stream().mapToDouble(figure).average().orElseThrow();
  }

  /** Half the width of the mean RSS's interval, by the normal approximation. */
  double rssMargin() {
    double mean = mean(Result::rss);
    double squares = results.stream().mapToDouble(r -> (r.rss() - mean) * (r.rss() - mean)).sum();
    return Z * Math.sqrt(squares / (results.size() - 1.0) / results.size());
  }

  /** A share and the bounds of its interval, each in [0, 1]. */
  record Interval(double share, double lower, double upper) {}

  /** The share of exact images with Wilson's interval. */
  Interval accuracy() {
    double n = results.size();
    double share = results.stream().filter(result -> result.rss() == 0).count() / n;
    double centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double margin = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n);
    return new Interval(share, centre - margin, centre + margin);
  }
}
