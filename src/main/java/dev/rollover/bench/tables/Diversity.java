package dev.rollover.bench.tables;

import dev.rollover.model.RgbImage;
import dev.rollover.search.TracePoint;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much the images differ that a chain sees when it draws several candidates from one state:
 * what a step's noise lets a search choose from. For each step of each chain the root mean square
 * difference of two candidates' pixel values (in [0, 1]) over all pairs, pixels and colours; of
 * these the mean.
 *
 * <p>The mean over pairs of (a − b)² is twice the sample's variance, so no pair is ever formed.
 */
final class Diversity {

  private final Map<Integer, Step> currentByChain = new HashMap<>();
  private double sum;
  private int steps;

  /** Sees a candidate's image; finished images and the noises of the start are passed over. */
  void add(TracePoint candidate, RgbImage image) {
    if (candidate.finished() || candidate.step() == 0) {
      return;
    }
    Step current = currentByChain.get(candidate.chain());
    if (current == null || current.number != candidate.step()) {
      close(current);
      current = new Step(candidate.step(), image.rgb().length);
      currentByChain.put(candidate.chain(), current);
    }
    current.add(image.rgb());
  }

  /** The mean, if any step had two candidates; nothing may be added afterwards. */
  OptionalDouble mean() {
    currentByChain.values().forEach(this::close);
    currentByChain.clear();
    return steps == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / steps);
  }

  private void close(@Nullable Step step) {
    if (step != null && step.candidates > 1) {
      sum += Math.sqrt(2 * step.variance());
      steps++;
    }
  }

  /** The candidates of one step of one chain: means and squared deviations by Welford's method. */
  private static final class Step {

    private final int number;
    private final double[] means;
    private double squares;
    private int candidates;

    Step(int number, int values) {
      this.number = number;
      this.means = new double[values];
    }

    void add(byte[] rgb) {
      candidates++;
      for (int at = 0; at < means.length; at++) {
        double value = (rgb[at] & 0xff) / 255.0;
        double deviation = value - means[at];
        means[at] += deviation / candidates;
        squares += deviation * (value - means[at]);
      }
    }

    double variance() {
      return squares / (candidates - 1.0) / means.length;
    }
  }
}
