package dev.rollover.bench.tables;

import dev.rollover.bench.SideBySide;
import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.SettingFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cells that were run, and the way to run more: only what is not known yet, side by side. */
final class Cells {

  /** Runs a trial whose outcome has this key. */
  @FunctionalInterface
  interface Runner extends BiFunction<String, Trial, Outcome> {}

  private final Trials trials;
  private final Keys keys;
  private final Outcomes known;
  private final Runner runner;
  private final int atOnce;
  private final CallTimes times;
  private final Map<Cell, CellResult> results = new LinkedHashMap<>();
  private final Map<Cell, String> faults = new LinkedHashMap<>();

  /**
   * No cells yet.
   *
   * @param known outcomes, to which those of the runner are added
   * @param atOnce searches that run side by side
   */
  Cells(Trials trials, Keys keys, Outcomes known, Runner runner, int atOnce, CallTimes times) {
    this.trials = trials;
    this.keys = keys;
    this.known = known;
    this.runner = runner;
    this.atOnce = atOnce;
    this.times = times;
  }

  /**
   * Runs cells, or finds their outcomes. Those whose budget is too small for their method have a
   * fault instead.
   *
   * @throws ExecutionException if a search failed; what the others came to is kept
   */
  void run(List<Cell> cells, Progress progress) throws InterruptedException, ExecutionException {
    Map<Cell, Map<String, Trial>> planned = new LinkedHashMap<>();
    for (Cell cell : cells) {
      plan(cell).ifPresent(trialsByKey -> planned.put(cell, trialsByKey));
    }
    List<Callable<Outcome>> missing = new ArrayList<>();
    planned.values().stream()
        .flatMap(trialsByKey -> trialsByKey.entrySet().stream())
        .filter(trial -> known.find(trial.getKey()).isEmpty())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (same, one) -> same, LinkedHashMap::new))
        .forEach((key, trial) -> missing.add(() -> run(key, trial, progress)));
    progress.begin(missing.size());
    SideBySide.run(missing, atOnce);
    planned.forEach((cell, trialsByKey) -> results.put(cell, result(cell, trialsByKey)));
  }

  private Optional<Map<String, Trial>> plan(Cell cell) {
    Map<String, Trial> trialsByKey = new LinkedHashMap<>();
    try {
      trials.of(cell).forEach(trial -> trialsByKey.put(keys.of(trial), trial));
      return Optional.of(trialsByKey);
    } catch (InvalidSettingsException refused) {
      requireTooSmall(refused);
      faults.put(cell, refused.faults().getFirst().message());
      return Optional.empty();
    }
  }

  /** A budget that is too small is told in the table; any other fault is the preset's. */
  private static void requireTooSmall(InvalidSettingsException refused) {
    for (SettingFault fault : refused.faults()) {
      if (!fault.field().equals("budget.nfe")) {
        throw refused;
      }
    }
  }

  private Outcome run(String key, Trial trial, Progress progress) {
    Outcome outcome = runner.apply(key, trial);
    known.add(outcome);
    progress.ended();
    return outcome;
  }

  private CellResult result(Cell cell, Map<String, Trial> trialsByKey) {
    List<Outcome> outcomes =
        trialsByKey.keySet().stream().map(key -> known.find(key).orElseThrow()).toList();
    return new CellResult(cell, outcomes, trials.seeds(), times);
  }

  /** The result of a cell that was run; absent if it has a fault. */
  Optional<CellResult> find(Cell cell) {
    return Optional.ofNullable(results.get(cell));
  }

  /** Why a cell could not be run. */
  @Nullable String fault(Cell cell) {
    return faults.get(cell);
  }

  /** All results, in the order in which they were asked for. */
  List<CellResult> all() {
    return List.copyOf(results.values());
  }
}
