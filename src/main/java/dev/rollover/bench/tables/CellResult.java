package dev.rollover.bench.tables;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What became of a cell, at the price list of one device.
 *
 * @param outcomes in the prompts' order, for each prompt as many as there are seeds
 * @param seeds of each prompt, at least 1
 */
record CellResult(Cell cell, List<Outcome> outcomes, int seeds, CallTimes times) {

  /** A run that used so much of its budget shows what the whole costs. */
  private static final double NEARLY_ALL = 0.8;

  CellResult {
    outcomes = List.copyOf(outcomes);
  }

  /** One number a prompt: the mean over its seeds. */
  double[] perPrompt(ToDoubleFunction<Outcome> figure) {
    double[] means = new double[outcomes.size() / seeds];
    for (int prompt = 0; prompt < means.length; prompt++) {
      List<Outcome> ofPrompt = outcomes.subList(prompt * seeds, (prompt + 1) * seeds);
      means[prompt] = ofPrompt.stream().mapToDouble(figure).average().orElseThrow();
    }
    return means;
  }

  double mean(ToDoubleFunction<Outcome> figure) {
    return Arrays.stream(perPrompt(figure)).average().orElseThrow();
  }

  /** The device time of one run, in seconds. */
  double deviceSeconds(Outcome outcome) {
    return times.of(outcome.calls());
  }

  /**
   * The device time that the whole budget takes, in seconds: what was used of it at the rate of the
   * runs that used nearly all. Where all ended early, at an exact image, their rate must do.
   */
  double secondsOfBudget() {
    List<Outcome> nearlyAll =
        outcomes.stream().filter(run -> run.nfe() >= NEARLY_ALL * run.budget()).toList();
    List<Outcome> telling = nearlyAll.isEmpty() ? outcomes : nearlyAll;
    double seconds = telling.stream().mapToDouble(this::deviceSeconds).sum();
    int nfe = telling.stream().mapToInt(Outcome::nfe).sum();
    return seconds / nfe * cell.nfe();
  }
}
