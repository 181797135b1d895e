package dev.rollover.bench.tables;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a call takes when a job is alone, by operation and rows; between two numbers of rows that
 * were measured in proportion, beyond the largest as often as it fits.
 *
 * <p>This is the tables' second clock. A run's <b>device time</b> is the sum of these over the
 * calls that it made, not what a stopwatch showed: what a table compares was run side by side in
 * shared batches, hours apart and beside whatever else the machine did. The rows' share of shared
 * batches would give a method that asks for one row at a time its neighbours' large batches for
 * nothing; counted calls at one price list charge it what it costs a job that is alone, compare
 * what ran in the evening with what ran in the morning, and come out the same when a table is
 * rerun. What is left out is what a search does between its calls, a few percent.
 *
 * @param seconds by operation and rows, at least one number of rows an operation
 */
record CallTimes(Map<String, NavigableMap<Integer, Double>> seconds) {

  CallTimes {
    Map<String, NavigableMap<Integer, Double>> copy = new TreeMap<>();
    seconds.forEach((operation, byRows) -> copy.put(operation, new TreeMap<>(byRows)));
    seconds = Map.copyOf(copy);
  }

  /** The device time of some calls, in seconds. */
  double of(CallCounts calls) {
    return calls.counts().entrySet().stream()
        .flatMapToDouble(
            operation ->
                operation.getValue().entrySet().stream()
                    .mapToDouble(rows -> rows.getValue() * of(operation.getKey(), rows.getKey())))
        .sum();
  }

  /**
   * The time of one call, in seconds.
   *
   * @throws IllegalArgumentException if the operation was not measured
   */
  double of(String operation, int rows) {
    NavigableMap<Integer, Double> measured = seconds.get(operation);
    if (measured == null) {
      throw new IllegalArgumentException("nobody measured what '%s' takes".formatted(operation));
    }
    Map.Entry<Integer, Double> below = measured.floorEntry(rows);
    Map.Entry<Integer, Double> above = measured.ceilingEntry(rows);
    if (above == null) {
      return measured.lastEntry().getValue() * rows / measured.lastKey();
    }
    if (below == null || below.equals(above)) {
      return above.getValue();
    }
    double share = (double) (rows - below.getKey()) / (above.getKey() - below.getKey());
    return below.getValue() + share * (above.getValue() - below.getValue());
  }
}
