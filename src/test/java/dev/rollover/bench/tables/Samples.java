package dev.rollover.bench.tables;

import dev.rollover.shapes.PromptSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Made-up figures for tests. */
final class Samples {

  /** A velocity takes a second, whatever else nothing. */
  static final CallTimes A_SECOND_A_VELOCITY =
      new CallTimes(Map.of("velocity", new TreeMap<>(Map.of(1, 1.0, 1000, 1000.0))));

  static final Method BON = new Method("BoN", Map.of("algorithm", "bon"));
  static final Method RBF = new Method("RBF", Map.of("algorithm", "rbf"));

  private Samples() {}

  static CallCounts velocities(int rows) {
    return new CallCounts(Map.of("velocity", Map.of(rows, 1)));
  }

  /** A point whose finished image is so far from its prompt, under the reward −RSS. */
  static CurvePoint finished(int nfe, double rss) {
    return new CurvePoint(nfe, velocities(nfe), -rss, -rss, rss);
  }

  /** A point at which nothing is finished. */
  static CurvePoint lookAhead(int nfe, double reward) {
    return new CurvePoint(nfe, velocities(nfe), reward, null, null);
  }

  /** A run of BoN with this curve, at whose last point it ended. */
  static Outcome run(int budget, CurvePoint... curve) {
    return run("key", 1, budget, null, curve);
  }

  static Outcome run(
      String key, long seed, int budget, @Nullable Double diversity, CurvePoint... curve) {
    int nfe = curve[curve.length - 1].nfe();
    return new Outcome(
        key,
        "BoN",
        "one red circle",
        seed,
        budget,
        nfe,
        1,
        1,
        3,
        .5,
        .25,
        curve[curve.length - 1].calls(),
        2,
        Map.of(1.0, nfe - 2),
        Map.of(2, 3.0),
        diversity,
        List.of(curve),
        new byte[] {1, 2});
  }

  static CellResult result(int nfe, Outcome... runs) {
    return new CellResult(
        new Cell(BON, PromptSet.HARD, nfe), List.of(runs), 1, A_SECOND_A_VELOCITY);
  }

  static NavigableMap<Integer, Double> byRows(Object... rowsAndSeconds) {
    NavigableMap<Integer, Double> seconds = new TreeMap<>();
    for (int at = 0; at < rowsAndSeconds.length; at += 2) {
      seconds.put((Integer) rowsAndSeconds[at], (Double) rowsAndSeconds[at + 1]);
    }
    return seconds;
  }
}
