package dev.rollover.reward;

import java.time.Duration;
import java.util.List;

/**
 * Hears of what rewards ask of services, each by its name; quick, and ready to be called by several
 * threads at a time.
 */
public interface RewardObserver {

  /** Hears nothing. */
  RewardObserver NONE = new RewardObserver() {};

  /**
   * A call was answered.
   *
   * @param time from its beginning to its answer's end
   * @param read tokens of the question
   * @param said tokens of the answer
   */
  default void answered(String name, Duration time, long read, long said) {}

  /** A call was not answered. */
  default void failed(String name, ServiceFailure failure) {}

  /**
   * An answer was read.
   *
   * @param coverage how much of its probability is of answers to the question, 0 to 1
   */
  default void covered(String name, double coverage) {}

  /** An image's worth stays unknown. */
  default void unknown(String name) {}

  /** Several as one. */
  static RewardObserver all(List<RewardObserver> observers) {
    return new RewardObservers(observers);
  }
}
