package dev.rollover.bench.tables;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls of each operation were made with how many rows.
 *
 * @param counts by operation ({@code velocity}, {@code decode}, …) and rows
 */
record CallCounts(Map<String, Map<Integer, Integer>> counts) {

  static final CallCounts NONE = new CallCounts(Map.of());

  CallCounts {
    Map<String, Map<Integer, Integer>> copy = new TreeMap<>();
    counts.forEach((operation, byRows) -> copy.put(operation, Map.copyOf(byRows)));
    counts = Map.copyOf(copy);
  }

  /** One call more. */
  CallCounts plus(String operation, int rows) {
    Map<String, Map<Integer, Integer>> more = new TreeMap<>(counts);
    Map<Integer, Integer> byRows = new TreeMap<>(more.getOrDefault(operation, Map.of()));
    byRows.merge(rows, 1, Integer::sum);
    more.put(operation, byRows);
    return new CallCounts(more);
  }
}
