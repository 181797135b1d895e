package dev.rollover.tensor;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** What becomes of weights between their file and a device; what is merged with them goes here. */
@FunctionalInterface
public interface WeightChange {

  /** All weights stay as they are. */
  WeightChange NONE = name -> Optional.empty();

  /**
   * What becomes of one weight. The answer is rounded to the type in which the weight is stored; it
   * may be run by several threads at a time, each for another weight.
   *
   * @param name in its file
   * @return none for a weight that stays as it is; else what makes another of the same shape of it
   */
  Optional<UnaryOperator<FloatTensor>> of(String name);
}
