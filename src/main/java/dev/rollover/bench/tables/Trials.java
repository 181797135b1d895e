package dev.rollover.bench.tables;

import dev.rollover.shapes.Caption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The searches of a cell: the same prompts and seeds for every method, so that methods can be
 * compared prompt by prompt.
 *
 * @param count of prompts
 * @param seeds of each prompt
 * @param promptSeed decides which prompts, and all seeds; tune on one and report on another
 * @param target the reward that is good enough to stop at, if there is one
 */
record Trials(int count, int seeds, long promptSeed, @Nullable Double target) {

  private static final long APART = 1_000_000;

  /** The trials, prompt by prompt. */
  List<Trial> of(Cell cell) {
    List<Caption> prompts = cell.prompts().prompts(promptSeed, count);
    List<Trial> trials = new ArrayList<>();
    for (int prompt = 0; prompt < count; prompt++) {
      for (int seed = 0; seed < seeds; seed++) {
        long number = promptSeed * APART + (long) prompt * seeds + seed;
        trials.add(new Trial(cell, prompts.get(prompt).text(), number, target));
      }
    }
    return trials;
  }
}
