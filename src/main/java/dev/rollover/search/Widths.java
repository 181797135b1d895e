package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;

/**
 * How the candidates of a wave's steps are counted.
 *
 * @param groups that draw side by side: a step of width w evaluates groups·w candidates
 * @param block steps that have one width in common
 * @param fixed steps to come whose width is settled
 */
record Widths(int groups, int block, int fixed) {

  /** The draws of each survivor at the next step. */
  int draws(Wave wave) {
    return groups * wave.widths().getFirst() / wave.standing().size();
  }

  /** NFE that the steps to come can do without: all candidates but one a group. */
  int spare(Wave wave) {
    return wave.widths().stream().skip(fixed).mapToInt(width -> groups * (width - 1)).sum();
  }

  /**
   * Without so many NFE, or a few more: the last steps draw fewer candidates.
   *
   * @param nfe at most {@link #spare}
   */
  Wave less(Wave wave, int nfe) {
    List<Integer> widths = new ArrayList<>(wave.widths());
    int missing = Math.ceilDiv(nfe, groups);
    int blocks = Math.ceilDiv(widths.size() - fixed, block);
    for (int i = blocks - 1; missing > 0 && i >= 0; i--) {
      int from = fixed + i * block;
      List<Integer> steps = widths.subList(from, Math.min(from + block, widths.size()));
      int taken = Math.min(Math.ceilDiv(missing, steps.size()), steps.getFirst() - 1);
      steps.replaceAll(width -> width - taken);
      missing -= taken * steps.size();
    }
    return new Wave(wave.first(), wave.chains(), widths, wave.standing());
  }
}
