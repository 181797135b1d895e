package dev.rollover.bench;

/**
 * What a service has run of one operation.
 *
 * @param batches device calls
 * @param rows of all of them
 * @param seconds that they took
 */
record BatchTotals(double batches, double rows, double seconds) {

  /** Nothing yet. */
  static final BatchTotals NONE = new BatchTotals(0, 0, 0);

  BatchTotals plus(BatchTotals more) {
    return new BatchTotals(batches + more.batches, rows + more.rows, seconds + more.seconds);
  }

  /** What was run since then. */
  BatchTotals since(BatchTotals then) {
    return new BatchTotals(batches - then.batches, rows - then.rows, seconds - then.seconds);
  }

  double meanRows() {
    return rows / batches;
  }

  double millisecondsPerRow() {
    return 1000 * seconds / rows;
  }
}
