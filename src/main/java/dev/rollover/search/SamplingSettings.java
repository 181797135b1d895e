package dev.rollover.search;

import dev.rollover.flow.Diffusion;
import dev.rollover.flow.DiffusionCoefficient;
import dev.rollover.flow.EulerMaruyama;
import dev.rollover.flow.GenerationProcess;
import dev.rollover.flow.Interpolant;
import dev.rollover.flow.StepKernel;
import dev.rollover.settings.Setting;
import dev.rollover.settings.SettingsCheck;

/**
 * What every search is told: how it goes from noise to image.
 *
 * @param sampler whether steps are drawn
 * @param interpolant the path followed
 * @param grid how the steps are spread
 * @param steps M, from noise to image. The last one, to the image, is deterministic: M − 1 of them
 *     are searched
 * @param chains N, kept side by side
 * @param initialParticles noises of which each chain starts at the best, one NFE each
 * @param kernel how a {@link Sampler#SDE}'s steps are made
 * @param eta η of {@link Kernel#CPS}
 * @param coefficient the shape of {@link Kernel#EULER_MARUYAMA}'s noise
 * @param norm the size of {@link Kernel#EULER_MARUYAMA}'s noise
 * @param finishSteps ODE steps on the straight path from the last searched state to the image. The
 *     first needs no evaluation of its own: with 1 the answer is the last state's posterior mean
 * @param answer which images may be the answer
 * @param preview whether look aheads are decoded by the preview decoder
 */
public record SamplingSettings(
    @Setting("Stochastic or deterministic steps") Sampler sampler,
    @Setting("The path from noise to image") Path interpolant,
    @Setting("How the steps are spread over time; the path's own by default") Grid grid,
    @Setting(value = "From noise to image", least = FEWEST_STEPS, most = MOST_STEPS) int steps,
    @Setting(value = "Samples that are kept side by side", least = 1, most = MOST_CHAINS)
        int chains,
    @Setting(
            value = "Noises of which each chain starts at the best one",
            least = 1,
            most = MOST_PARTICLES)
        int initialParticles,
    @Setting(
            "How a stochastic step is made: by `euler_maruyama` from the SDE of `diffusion`, or"
                + " coefficients-preserving, `cps`, which replaces the share `eta` of a latent's"
                + " noise and stays clean when steps are few")
        Kernel kernel,
    @Setting(
            value = "Of `cps`, the share of the noise that a step replaces; 1 replaces all",
            least = 0,
            most = 1)
        double eta,
    @Setting(name = "diffusion.coefficient", value = "The name of c in g(s) = norm · c(s)")
        DiffusionCoefficient coefficient,
    @Setting(
            name = "diffusion.norm",
            value = "The factor in g(s) = norm · c(s)",
            least = 0,
            most = LARGEST_NORM)
        double norm,
    @Setting(
            value = "Deterministic steps from the last searched state to the image",
            least = 1,
            most = MOST_FINISH_STEPS)
        int finishSteps,
    @Setting(
            "Which images may be the answer: `finished` ones alone, or each `posterior_mean` that"
                + " was looked at on the way, in which case nothing is finished")
        AnswerKind answer,
    @Setting(
            "Whether looks ahead on the way use the model's preview decoder, `auto` where it has"
                + " one; a finished image and its reward are always the full decoder's")
        Preview preview) {

  public static final int FEWEST_STEPS = 2;
  public static final int MOST_STEPS = 1000;
  public static final int MOST_CHAINS = 1000;
  public static final int MOST_PARTICLES = 1000;
  public static final int MOST_FINISH_STEPS = 1000;
  public static final double LARGEST_NORM = 100;

  /** Deterministic steps on the model's own path, each sample from one noise. */
  static SamplingSettings straight(int steps, int chains) {
    return straight(steps, chains, 1);
  }

  /** Deterministic steps on the model's own path, each sample from the best of some noises. */
  static SamplingSettings straight(int steps, int chains, int initialParticles) {
    return new SamplingSettings(
        Sampler.ODE,
        Path.LINEAR,
        Grid.of(Path.LINEAR),
        steps,
        chains,
        initialParticles,
        Kernel.EULER_MARUYAMA,
        1,
        DiffusionCoefficient.SQUARE,
        3,
        1,
        AnswerKind.FINISHED,
        Preview.AUTO);
  }

  /** The paper's process: stochastic steps on the variance-preserving path. */
  static SamplingSettings variancePreserving(
      int steps, int chains, int initialParticles, int finishSteps) {
    return new SamplingSettings(
        Sampler.SDE,
        Path.VP,
        Grid.of(Path.VP),
        steps,
        chains,
        initialParticles,
        Kernel.EULER_MARUYAMA,
        1,
        DiffusionCoefficient.SQUARE,
        3,
        finishSteps,
        AnswerKind.FINISHED,
        Preview.AUTO);
  }

  /** Whether a look ahead may be the answer whatever comes after. */
  boolean answersLookAheads() {
    return answer == AnswerKind.POSTERIOR_MEAN;
  }

  /** NFE from a searched state to its image. */
  int finishNfe() {
    return finishSteps - 1;
  }

  /** The same on the grid that belongs to its path. */
  SamplingSettings onUsualGrid() {
    return new SamplingSettings(
        sampler,
        interpolant,
        Grid.of(interpolant),
        steps,
        chains,
        initialParticles,
        kernel,
        eta,
        coefficient,
        norm,
        finishSteps,
        answer,
        preview);
  }

  void check(SettingsCheck faults) {
    faults.require(
        !answersLookAheads() || finishSteps == 1,
        "search.finishSteps",
        "must be 1 when a posterior mean is the answer: nothing is finished then");
  }

  /** So many steps as mathematics, for a model with this shift of its own. */
  GenerationProcess process(double timeShift, int steps) {
    StepKernel stepKernel =
        sampler == Sampler.SDE
            ? kernel.steps(new Diffusion(coefficient, norm), eta)
            : new EulerMaruyama(Diffusion.NONE);
    Interpolant path = interpolant.interpolant();
    return new GenerationProcess(path, stepKernel, grid.times(steps, timeShift, path));
  }
}
