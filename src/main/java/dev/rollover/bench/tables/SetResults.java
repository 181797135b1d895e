package dev.rollover.bench.tables;

import dev.rollover.shapes.PromptSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A preset's results on one of its sets of prompts. */
record SetResults(Preset preset, PromptSet set, Cells cells) {

  /** A method's results, those at equal device time among them, the smallest budget first. */
  List<CellResult> of(Method method) {
    return cells.all().stream()
        .filter(result -> result.cell().method().equals(method) && result.cell().prompts() == set)
        .sorted(Comparator.comparing(result -> result.cell().nfe()))
        .toList();
  }

  /** Those of the preset's own budgets. */
  List<CellResult> atEqualNfe(Method method) {
    return of(method).stream()
        .filter(result -> preset.budgets().contains(result.cell().nfe()))
        .toList();
  }

  /** That of the preset's largest budget, if the method can be run with it. */
  Optional<CellResult> ofLargestBudget(Method method) {
    return cells.find(new Cell(method, set, preset.budgets().getLast()));
  }
}
