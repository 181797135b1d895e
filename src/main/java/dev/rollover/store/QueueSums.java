package dev.rollover.store;

import dev.rollover.generation.QueueState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Sums of whole chunks, and what waits in those chunks that are looked into. */
final class QueueSums {

  private final NavigableMap<Long, QueueState> chunks = new TreeMap<>();
  private final NavigableMap<Long, Long> nfeOfSingles = new TreeMap<>();

  /** Adds a row: the sum of a chunk, where it is {@code whole}, or one generation. */
  void add(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    long nfe = row.getLong("nfe");
    if (row.getBoolean("whole")) {
      chunks.put(number, new QueueState(row.getInt("depth"), nfe, 0));
    } else {
      nfeOfSingles.put(number, nfe);
    }
  }

  /** What waits with lower numbers. */
  QueueState below(long number) {
    long chunk = number / QueueStore.CHUNK;
    int depth = 0;
    long nfe = 0;
    for (QueueState whole : chunks.headMap(chunk, false).values()) {
      depth += whole.depth();
      nfe += whole.nfe();
    }
    Map<Long, Long> singles = nfeOfSingles.subMap(chunk * QueueStore.CHUNK, true, number, false);
    for (long single : singles.values()) {
      nfe += single;
    }
    return new QueueState(depth + singles.size(), nfe, 0);
  }
}
