package dev.rollover.reward.owl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of many boxes one for each thing, in the two passes of Kim and others (Inference-Time
 * Scaling for Flow Models via Stochastic Generation and Rollover Budget Forcing, 2025), by the
 * boxes' areas in place of masks.
 *
 * <p>Of the boxes of a kind those stay whose score is above {@code relative} times the kind's
 * highest, or above {@code sure}. Then, within a kind, smallest first, one stays if more than
 * {@code uncovered} of it is not covered by those that have stayed; and of all kinds one stays if
 * less than {@code rivalled} of it is covered by others of higher score.
 *
 * @param relative 0 to 1
 * @param sure 0 to 1
 * @param uncovered 0 to 1
 * @param rivalled 0 to 1
 */
record CleanUp(double relative, double sure, double uncovered, double rivalled) {

  /**
   * Most boxes that are looked at, those of the highest scores: as many as detectors are commonly
   * judged by, and few enough to take no time.
   */
  static final int MOST = 300;

  private static final Comparator<Box> BY_FALLING_SCORE =
      Comparator.comparingDouble(Box::score).reversed();

  /** The boxes that stay, by falling score. */
  List<Box> kept(List<Box> boxes) {
    Map<Integer, Double> highest = new HashMap<>();
    boxes.forEach(box -> highest.merge(box.kind(), box.score(), Math::max));
    List<Box> strong =
        boxes.stream()
            .filter(box -> isStrong(box, highest.getOrDefault(box.kind(), 0.0)))
            .sorted(BY_FALLING_SCORE)
            .limit(MOST)
            .toList();
    List<Box> apart = apart(strong);
    return apart.stream().filter(box -> Covered.part(box, rivals(box, apart)) < rivalled).toList();
  }

  private boolean isStrong(Box box, double highest) {
    return box.score() > relative * highest || box.score() > sure;
  }

  /** Those that stay within their kinds, by falling score. */
  private List<Box> apart(List<Box> strong) {
    List<Box> smallestFirst = new ArrayList<>(strong);
    smallestFirst.sort(Comparator.comparingDouble(Box::area));
    List<Box> stayed = new ArrayList<>();
    for (Box box : smallestFirst) {
      List<Box> ofKind = stayed.stream().filter(other -> other.kind() == box.kind()).toList();
      if (1 - Covered.part(box, ofKind) > uncovered) {
        stayed.add(box);
      }
    }
    stayed.sort(BY_FALLING_SCORE);
    return stayed;
  }

  private static List<Box> rivals(Box box, List<Box> all) {
    return all.stream().filter(other -> other.score() > box.score()).toList();
  }
}
