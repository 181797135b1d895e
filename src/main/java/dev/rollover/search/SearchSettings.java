package dev.rollover.search;

import dev.rollover.flow.Diffusion;
import dev.rollover.flow.DiffusionCoefficient;
import dev.rollover.flow.GenerationProcess;
import dev.rollover.flow.Interpolant;
import org.jspecify.annotations.Nullable;

/**
 * How a search runs, every value said. No round draws more than {@value #MOST_AT_ONCE} candidates,
 * all chains together.
 *
 * @param algorithm which search
 * @param variant of {@link Algorithm#RBF}; absent for others
 * @param sampler whether steps are drawn; {@link Algorithm#RBF} must draw
 * @param interpolant the path followed
 * @param grid how the steps are spread
 * @param steps M, from noise to image, {@value #FEWEST_STEPS} to {@value #MOST_STEPS}. The last
 *     one, to the image, is deterministic: M − 1 of them are searched
 * @param chains N, the samples kept side by side, 1 to {@value #MOST_CHAINS}; for {@link
 *     Algorithm#BON} how many of its samples are taken at once
 * @param initialParticles noises of which each chain starts at the best, one NFE each, 1 to {@value
 *     #MOST_PARTICLES}
 * @param particles candidates that a chain draws at once, 1 to {@value #MOST_PARTICLES}. More save
 *     time but are all paid for, those that were not needed included
 * @param coefficient the shape of a {@link Sampler#SDE}'s noise
 * @param norm the size of a {@link Sampler#SDE}'s noise, 0 to {@value #LARGEST_NORM}
 * @param finishSteps ODE steps on the straight path from the last searched state to the image, 1 to
 *     {@value #MOST_FINISH_STEPS}. The first needs no evaluation of its own: with 1 the answer is
 *     the last state's posterior mean
 */
public record SearchSettings(
    Algorithm algorithm,
    @Nullable Variant variant,
    Sampler sampler,
    Path interpolant,
    Grid grid,
    int steps,
    int chains,
    int initialParticles,
    int particles,
    DiffusionCoefficient coefficient,
    double norm,
    int finishSteps) {

  public static final int FEWEST_STEPS = 2;
  public static final int MOST_STEPS = 1000;
  public static final int MOST_CHAINS = 1000;
  public static final int MOST_PARTICLES = 1000;
  public static final int MOST_FINISH_STEPS = 1000;
  public static final int MOST_AT_ONCE = 1000;
  public static final double LARGEST_NORM = 100;

  public SearchSettings {
    boolean rolloverBudgetForcing = algorithm == Algorithm.RBF;
    new SettingsCheck()
        .require(
            rolloverBudgetForcing == (variant != null),
            "search.variant",
            rolloverBudgetForcing ? "must be paper or reference" : "belongs to rbf alone")
        .require(
            !rolloverBudgetForcing || sampler == Sampler.SDE,
            "search.sampler",
            "must be sde for rbf, whose candidates differ by their noise")
        .within("search.steps", steps, FEWEST_STEPS, MOST_STEPS)
        .within("search.chains", chains, 1, MOST_CHAINS)
        .within("search.initialParticles", initialParticles, 1, MOST_PARTICLES)
        .within("search.particles", particles, 1, rolloverBudgetForcing ? MOST_PARTICLES : 1)
        .within("search.diffusion.norm", norm, 0, LARGEST_NORM)
        .within("search.finishSteps", finishSteps, 1, MOST_FINISH_STEPS)
        .require(
            (long) chains * Math.max(initialParticles, particles) <= MOST_AT_ONCE,
            "search",
            "must draw at most %d candidates at once: chains times the larger of"
                    .formatted(MOST_AT_ONCE)
                + " initialParticles and particles")
        .refuseFaults();
  }

  /** The least NFE with which a search that answers {@code keep} images does what it says. */
  public int smallestNfe(int keep) {
    return algorithm.smallestNfe(this, keep);
  }

  /** The steps as mathematics, for a model with this shift of its own. */
  GenerationProcess process(double timeShift) {
    Interpolant path = interpolant.interpolant();
    return new GenerationProcess(
        path,
        sampler == Sampler.SDE ? new Diffusion(coefficient, norm) : Diffusion.NONE,
        grid.times(steps, timeShift, path));
  }
}
