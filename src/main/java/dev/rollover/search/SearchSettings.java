package dev.rollover.search;

import dev.rollover.settings.NestedValues;
import dev.rollover.settings.SettingsCheck;
import dev.rollover.settings.SettingsShape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a search runs, every value said. No round draws more than {@value #MOST_AT_ONCE} candidates,
 * all chains together.
 *
 * @param algorithm which search
 * @param sampling what every search is told
 * @param own what this one alone is told
 */
public record SearchSettings(Algorithm algorithm, SamplingSettings sampling, OwnSettings own) {

  public static final int MOST_AT_ONCE = 1000;

  public SearchSettings {
    SettingsCheck faults = new SettingsCheck();
    SettingsShape.of(SearchOptions.SEARCH, sampling).check(sampling, faults);
    algorithm.ownShape().check((Record) own, faults);
    sampling.check(faults);
    own.check(sampling, faults);
    faults
        .require(
            (long) sampling.chains()
                    * Math.max(sampling.initialParticles(), own.mostAtOnce(sampling))
                <= MOST_AT_ONCE,
            "search",
            "must draw at most %d candidates at once, all chains together".formatted(MOST_AT_ONCE))
        .refuseFaults();
  }

  /**
   * The least velocities with which a search that answers {@code keep} images does what it says.
   */
  public int smallestNfe(int keep) {
    return own.smallestNfe(sampling, keep);
  }

  /** Whether steps lean towards what the reward rises with, which has to have a gradient then. */
  public boolean isGuided() {
    return own.guidance().isOn();
  }

  /** Every value by its name, as JSON has it: what {@link SearchOptions} reads back. */
  public Map<String, Object> values() {
    Map<String, Object> flat = new LinkedHashMap<>();
    flat.put(SearchOptions.ALGORITHM, algorithm.label());
    flat.putAll(SettingsShape.of(SearchOptions.SEARCH, sampling).values(sampling));
    flat.putAll(algorithm.ownShape().values((Record) own));
    return NestedValues.nest(flat);
  }
}
