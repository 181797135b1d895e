package dev.rollover.reward.owl;

/**
 * Where an image shows something, in its pixels from the upper left corner.
 *
 * @param kind which of the things that were asked for, from 0
 * @param score probability that it is that, 0 to 1
 * @param left below {@code right}
 * @param top above {@code bottom}
 */
record Box(int kind, double score, double left, double top, double right, double bottom) {

  double area() {
    return (right - left) * (bottom - top);
  }
}
