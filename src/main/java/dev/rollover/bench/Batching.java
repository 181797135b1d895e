package dev.rollover.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How large the batches of a service's devices are, and what a row of them takes. */
final class Batching {

  private static final List<String> OPERATIONS = List.of("velocity", "decode", "reward");

  private final String name;
  private final int rowsOfAll;
  private final Map<String, BatchTotals> sum = new TreeMap<>();

  /**
   * Of no batch yet.
   *
   * @param name as the table has it
   * @param rowsOfAll that a batch has when no job is missing
   */
  Batching(String name, int rowsOfAll) {
    this.name = name;
    this.rowsOfAll = rowsOfAll;
  }

  /** What a service has run so far, by operation. */
  static Map<String, BatchTotals> read(ServiceClient service)
      throws IOException, InterruptedException {
    Map<String, BatchTotals> totals = new TreeMap<>();
    for (String operation : OPERATIONS) {
      totals.put(operation, service.batches(operation));
    }
    return totals;
  }

  /** Adds what was run between two looks. */
  void add(Map<String, BatchTotals> before, Map<String, BatchTotals> after) {
    after.forEach(
        (operation, totals) ->
            sum.merge(
                operation,
                totals.since(before.getOrDefault(operation, BatchTotals.NONE)),
                BatchTotals::plus));
  }

  /**
   * As rows of a Markdown table: operation, batches, rows of one, how full it is, time of a row.
   */
  String rows() {
    return sum.entrySet().stream()
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private String row(String operation, BatchTotals totals) {
    return String.format(
        Locale.ROOT,
        "| %s, %s | %.0f | %.1f | %.2f | %.2f |",
        operation,
        name,
        totals.batches(),
        totals.meanRows(),
        totals.meanRows() / rowsOfAll,
        totals.millisecondsPerRow());
  }
}
