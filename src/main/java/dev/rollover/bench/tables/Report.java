package dev.rollover.bench.tables;

import dev.rollover.reward.RewardTerm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a preset came to, as {@code report.json} has it.
 *
 * @param preset what was compared
 * @param run how
 * @param callTimes the price list of device time
 * @param tables at both clocks
 */
record Report(Preset preset, Run run, CallTimes callTimes, List<Table> tables) {

  Report {
    tables = List.copyOf(tables);
  }

  /**
   * How it was run.
   *
   * @param model its place
   * @param modelHash of its files
   * @param reward that was searched for
   * @param endpoints what was asked of those that there were
   * @param target the reward at which a run ended early, if any
   * @param prompts in each set
   * @param seeds of each prompt
   * @param promptSeed decided which prompts, and all seeds
   * @param processors of the host that the program could use
   */
  record Run(
      String model,
      String modelHash,
      List<RewardTerm> reward,
      List<Map<String, Object>> endpoints,
      @Nullable Double target,
      int prompts,
      int seeds,
      long promptSeed,
      int processors) {

    static Run of(TablesOptions options, Keys keys, Trials trials) {
      return new Run(
          options.model(),
          keys.model(),
          options.reward(),
          keys.endpoints(),
          options.target(),
          trials.count(),
          trials.seeds(),
          trials.promptSeed(),
          Runtime.getRuntime().availableProcessors());
    }

    /** The same in words. */
    String preface() {
      return "Model `%s`, reward `%s`, %d prompts a set, %d seed%s each (prompt seed %d), %d processors. "
              .formatted(
                  model,
                  Json.line(reward),
                  prompts,
                  seeds,
                  seeds == 1 ? "" : "s",
                  promptSeed,
                  processors)
          + ending();
    }

    private String ending() {
      return target == null
          ? "No run ends early."
          : "A run ends early at a reward of %s.".formatted(target);
    }
  }
}
