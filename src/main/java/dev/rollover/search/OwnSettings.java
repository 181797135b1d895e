package dev.rollover.search;

import dev.rollover.settings.Setting;
import dev.rollover.settings.SettingsCheck;

/**
 * What one search alone is told, and what follows from it. Implemented by a record whose components
 * each have a {@link Setting}.
 */
interface OwnSettings {

  /** What a request gets that leaves open what every search is told. */
  SamplingSettings usualSampling();

  /** Finds what does not go together, single values apart. */
  default void check(SamplingSettings sampling, SettingsCheck faults) {
    // Of most searches everything goes together.
  }

  /** The most candidates that a chain has in one call. */
  int mostAtOnce(SamplingSettings sampling);

  /**
   * The least velocities with which the search does what it says.
   *
   * @param keep how many images it answers
   */
  int smallestNfe(SamplingSettings sampling, int keep);

  /** How much its steps lean towards what the reward rises with. */
  default Guidance guidance() {
    return Guidance.NONE;
  }

  /** The rule that goes with it. */
  Rule<?> rule(SearchPlan plan, Sampling sampling);
}
