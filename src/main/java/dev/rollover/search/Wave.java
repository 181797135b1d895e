package dev.rollover.search;

import java.util.List;

/**
 * Chains that go side by side from noise to image.
 *
 * @param first number of the first chain
 * @param chains how many
 * @param widths candidates that each chain draws at each step to come, the next step's first
 * @param standing where the chains stand; empty before the noises are drawn
 */
record Wave(int first, int chains, List<Integer> widths, List<Survivor> standing)
    implements RuleState {

  Wave {
    widths = List.copyOf(widths);
    standing = List.copyOf(standing);
  }

  /** The number of the first chain after this wave. */
  int next() {
    return first + chains;
  }

  /** Whether its noises are still to be drawn. */
  boolean isFresh() {
    return standing.isEmpty();
  }

  /** Whether its chains have been through all steps. */
  boolean isThrough() {
    return widths.isEmpty() && !isFresh();
  }

  /** With no further step to draw. */
  Wave endingHere() {
    return new Wave(first, chains, List.of(), standing);
  }

  /** At the noises that the chains start from. */
  Wave at(List<Survivor> survivors) {
    return new Wave(first, chains, widths, survivors);
  }

  /** One step on. */
  Wave stepped(List<Survivor> survivors) {
    return new Wave(first, chains, widths.subList(1, widths.size()), survivors);
  }
}
