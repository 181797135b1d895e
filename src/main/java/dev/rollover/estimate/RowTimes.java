package dev.rollover.estimate;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a call takes by its rows, learnt from calls: a mean that forgets for each power of two of
 * rows, and straight lines between these means. More rows than were ever seen follow the last line,
 * fewer the first, within two bounds that hold of every call: more rows take no less time, and no
 * less time a row.
 *
 * <p>Calls of the warm-up, which are the slowest of all, count only as long as there are no others.
 */
final class RowTimes {

  /** How much the newest call counts once there are many. */
  private static final double NEWEST = 0.05;

  private final Map<Integer, Mean> warmUp = new TreeMap<>();
  private final Map<Integer, Mean> measured = new TreeMap<>();

  /** Rows and seconds of the calls of one power of two; the newest count most. */
  private static final class Mean {
    private double rows;
    private double seconds;
    private int calls;

    void note(int moreRows, double moreSeconds) {
      calls++;
      double weight = Math.max(NEWEST, 1.0 / calls);
      rows += weight * (moreRows - rows);
      seconds += weight * (moreSeconds - seconds);
    }
  }

  synchronized void note(int rows, double seconds, boolean warmsUp) {
    int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rows);
    (warmsUp ? warmUp : measured).computeIfAbsent(power, unseen -> new Mean()).note(rows, seconds);
  }

  /** Whether others than those of the warm-up are known. */
  synchronized boolean isMeasured() {
    return !measured.isEmpty();
  }

  /** Seconds of a call of so many rows, at least one; empty where none was seen at all. */
  synchronized OptionalDouble seconds(int rows) {
    Collection<Mean> known = (measured.isEmpty() ? warmUp : measured).values();
    if (known.isEmpty()) {
      return OptionalDouble.empty();
    }
    Mean[] means = known.toArray(Mean[]::new);
    int right = 0;
    while (right < means.length && means[right].rows < rows) {
      right++;
    }
    return OptionalDouble.of(between(means, right, rows));
  }

  /** On the line through the means before and after, or through the two that are next. */
  private static double between(Mean[] means, int right, int rows) {
    Mean nearest = means[Math.min(right, means.length - 1)];
    double proportional = nearest.seconds * rows / nearest.rows;
    double least = Math.min(nearest.seconds, proportional);
    double most = Math.max(nearest.seconds, proportional);
    if (means.length == 1) {
      return proportional;
    }
    int second = Math.clamp(right, 1, means.length - 1);
    Mean from = means[second - 1];
    Mean to = means[second];
    double slope = (to.seconds - from.seconds) / (to.rows - from.rows);
    return Math.clamp(from.seconds + slope * (rows - from.rows), least, most);
  }
}
