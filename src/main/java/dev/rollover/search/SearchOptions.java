package dev.rollover.search;

import dev.rollover.flow.DiffusionCoefficient;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a search; whatever it leaves out is filled in by {@link #resolve}.
 *
 * @see SearchSettings
 */
public record SearchOptions(
    @Nullable Algorithm algorithm,
    @Nullable Variant variant,
    @Nullable Sampler sampler,
    @Nullable Path interpolant,
    @Nullable Grid grid,
    @Nullable Integer steps,
    @Nullable Integer chains,
    @Nullable Integer initialParticles,
    @Nullable Integer particles,
    @Nullable DiffusionCoefficient coefficient,
    @Nullable Double norm,
    @Nullable Integer finishSteps) {

  /** All left to the defaults. */
  public static final SearchOptions NONE =
      new SearchOptions(null, null, null, null, null, null, null, null, null, null, null, null);

  /** All left to the defaults of a search. */
  public static SearchOptions of(Algorithm algorithm, @Nullable Variant variant) {
    return new SearchOptions(
        algorithm, variant, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Fills in the algorithm's defaults.
   *
   * @throws InvalidSettingsException naming every setting that is out of its range
   */
  public SearchSettings resolve() {
    SearchSettings defaults = SearchDefaults.of(or(algorithm, Algorithm.RBF), variant);
    Path path = or(interpolant, defaults.interpolant());
    return new SearchSettings(
        defaults.algorithm(),
        defaults.variant(),
        or(sampler, defaults.sampler()),
        path,
        or(grid, SearchDefaults.gridOf(path)),
        or(steps, defaults.steps()),
        or(chains, defaults.chains()),
        or(initialParticles, defaults.initialParticles()),
        or(particles, defaults.particles()),
        or(coefficient, defaults.coefficient()),
        or(norm, defaults.norm()),
        or(finishSteps, defaults.finishSteps()));
  }

  private static <T> T or(@Nullable T said, T otherwise) {
    return said != null ? said : otherwise;
  }
}
