package dev.rollover.bench.tables;

import dev.rollover.shapes.PromptSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Methods compared on the same prompts at one clock.
 *
 * @param prompts the set
 * @param nfe the budget, of all methods at equal NFE, else of the reference
 * @param deviceSeconds the time that all methods have; absent at equal NFE
 * @param rows in the preset's order
 */
record Table(PromptSet prompts, int nfe, @Nullable Double deviceSeconds, List<Row> rows) {

  Table {
    rows = List.copyOf(rows);
  }
}
