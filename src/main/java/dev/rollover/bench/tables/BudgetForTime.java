package dev.rollover.bench.tables;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which budget of a method takes so much device time, found by those that were run: in proportion
 * to one of them, or between two of them.
 *
 * @param results of one method on one set of prompts, at least one
 */
record BudgetForTime(List<CellResult> results) {

  /** Times are equal that differ by less than this share. */
  private static final double CLOSE = 0.02;

  private static final Comparator<CellResult> BY_TIME =
      Comparator.comparing(CellResult::secondsOfBudget);

  BudgetForTime {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("a method that was never run has no rate");
    }
  }

  /** The budget to try next; none if one takes that time already, or the next NFE too much. */
  OptionalInt toTry(double seconds) {
    if (results.stream().anyMatch(result -> isClose(result, seconds))) {
      return OptionalInt.empty();
    }
    Optional<CellResult> below = those(result -> result.secondsOfBudget() < seconds).max(BY_TIME);
    Optional<CellResult> above = those(result -> result.secondsOfBudget() > seconds).min(BY_TIME);
    if (below.isPresent() && above.isPresent()) {
      return between(below.get(), above.get(), seconds);
    }
    int nfe =
        below.isPresent()
            ? Math.max(inProportion(below.get(), seconds), below.get().cell().nfe() + 1)
            : Math.min(
                inProportion(above.orElseThrow(), seconds), above.orElseThrow().cell().nfe() - 1);
    return nfe < 1 ? OptionalInt.empty() : OptionalInt.of(nfe);
  }

  private static OptionalInt between(CellResult below, CellResult above, double seconds) {
    int least = below.cell().nfe() + 1;
    int most = above.cell().nfe() - 1;
    if (least > most) {
      return OptionalInt.empty();
    }
    double share =
        (seconds - below.secondsOfBudget()) / (above.secondsOfBudget() - below.secondsOfBudget());
    int nfe = below.cell().nfe() + (int) (share * (above.cell().nfe() - below.cell().nfe()));
    return OptionalInt.of(Math.clamp(nfe, least, most));
  }

  private static int inProportion(CellResult result, double seconds) {
    return (int) (seconds / result.secondsOfBudget() * result.cell().nfe());
  }

  private Stream<CellResult> those(Predicate<CellResult> wanted) {
    return results.stream().filter(wanted);
  }

  private static boolean isClose(CellResult result, double seconds) {
    return Math.abs(result.secondsOfBudget() / seconds - 1) <= CLOSE;
  }

  /**
   * What the method has by some device time: the results of its largest budget that takes no
   * longer; if there is none, what its shortest has finished by then.
   */
  Reading within(double seconds) {
    return those(result -> result.secondsOfBudget() < seconds || isClose(result, seconds))
        .max(BY_TIME)
        .map(Reading::whole)
        .orElseGet(() -> new Reading(results.stream().min(BY_TIME).orElseThrow(), seconds));
  }
}
