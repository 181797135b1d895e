package dev.rollover.search;

/** Independent numbers, uniform in [0, 1), each by its index: a function, not a stream. */
@FunctionalInterface
interface Uniforms {

  /**
   * One of the numbers.
   *
   * @param index from 0 on
   */
  double at(int index);
}
