package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;

/** What the steps to come of a wave can do without: all candidates but one a chain. */
final class Widths {

  private Widths() {}

  /** NFE that can be spent on something else. */
  static int spare(Wave wave) {
    return wave.widths().stream().mapToInt(width -> wave.standing().size() * (width - 1)).sum();
  }

  /**
   * Without so many NFE, or a few more: every chain draws fewer candidates at the last steps.
   *
   * @param nfe at most {@link #spare}
   */
  static Wave less(Wave wave, int nfe) {
    List<Integer> widths = new ArrayList<>(wave.widths());
    int chains = wave.standing().size();
    int missing = Math.ceilDiv(nfe, chains);
    for (int i = widths.size() - 1; missing > 0; i--) {
      int taken = Math.min(missing, widths.get(i) - 1);
      widths.set(i, widths.get(i) - taken);
      missing -= taken;
    }
    return new Wave(wave.first(), wave.chains(), widths, wave.standing());
  }
}
