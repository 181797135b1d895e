package dev.rollover.search;

import java.util.List;
import java.util.stream.IntStream;

/** How many particles each of M steps evaluates, of a total that they spend exactly. */
public enum ParticleSchedule {
  /** As many at each. */
  UNIFORM {
    @Override
    long fall(int total, int steps, int least) {
      return 0;
    }
  },
  /**
   * Each d fewer than the step before, as in the published code of SVDD and SMC that the paper
   * compares with (arXiv 2503.19385): d = ⌊2(nfe − M·least)/(M(M − 1))⌋, the most that leaves the
   * last step {@code least}.
   */
  DECREASING {
    @Override
    long fall(int total, int steps, int least) {
      return steps == 1 ? 0 : 2L * (total - (long) steps * least) / ((long) steps * (steps - 1));
    }
  };

  /**
   * The widths of all steps: first = ⌊(nfe + d·M(M − 1)/2)/M⌋, then d fewer each, and what is left
   * over one each to the first steps.
   *
   * @param total nfe, at least M·{@code least}
   * @param steps M, at least 1
   * @param least what no step falls below, at least 1
   * @return M widths, none above the one before, of sum {@code total}
   * @throws IllegalArgumentException where the total gives not every step its least
   */
  List<Integer> widths(int total, int steps, int least) {
    if (steps < 1 || least < 1 || total < (long) steps * least) {
      throw new IllegalArgumentException(
          "%d NFE are not %d for each of %d steps".formatted(total, least, steps));
    }
    long fall = fall(total, steps, least);
    long fallen = fall * steps * (steps - 1) / 2;
    long first = (total + fallen) / steps;
    long remainder = total + fallen - first * steps;
    return IntStream.range(0, steps)
        .mapToObj(step -> (int) (first - fall * step + (step < remainder ? 1 : 0)))
        .toList();
  }

  /** d. */
  abstract long fall(int total, int steps, int least);
}
