package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.search.Ledger;
import dev.rollover.search.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A round of a running generation's search ended.
 *
 * @param before the ledger when the round began
 * @param after the ledger when it ended
 * @param best reward so far; absent until an image was scored
 */
public record GenerationProgressed(
    Generation generation, Ledger before, Ledger after, @Nullable Double best) {

  /** Velocity evaluations that the round spent on a phase. */
  public int nfe(Phase phase) {
    return after.nfe(phase) - before.nfe(phase);
  }
}
