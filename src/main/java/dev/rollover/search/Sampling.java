package dev.rollover.search;

import dev.rollover.flow.GenerationProcess;
import dev.rollover.flow.StepCoefficients;
import dev.rollover.flow.TimeGrid;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Draws a generation's particles.
 *
 * @param process the steps
 * @param inSteps the same process in another number of steps
 * @param noise where randomness comes from
 * @param shape of the latents
 * @param guidance of steps from particles that have a gradient
 */
record Sampling(
    GenerationProcess process,
    IntFunction<GenerationProcess> inSteps,
    NoiseSource noise,
    LatentShape shape,
    Guidance guidance) {

  static Sampling of(SearchPlan plan, FlowModel model) {
    SearchSettings settings = plan.settings();
    return of(settings.sampling(), settings.own().guidance(), model, new PhiloxNoise(plan.seed()));
  }

  static Sampling of(
      SamplingSettings settings, Guidance guidance, FlowModel model, NoiseSource noise) {
    IntFunction<GenerationProcess> inSteps =
        steps -> settings.process(model.timeShift(steps), steps);
    return new Sampling(
        inSteps.apply(settings.steps()), inSteps, noise, model.latentShape(), guidance);
  }

  /** The times of the same process in another number of steps. */
  TimeGrid grid(int steps) {
    return inSteps.apply(steps).grid();
  }

  /** x_1 ~ N(0, I), where every chain starts. */
  Particle initial(int chain, int draw) {
    float[] latent = noise.normal(chain, 0, draw, shape.size());
    float inputScale = (float) process.inputScale(1);
    for (int i = 0; i < latent.length; i++) {
      latent[i] *= inputScale;
    }
    return new Particle(chain, 0, draw, process.modelTime(1), latent);
  }

  /** Noises of some chains, the same number of each. */
  List<Particle> initials(int firstChain, int chains, int each) {
    return IntStream.range(0, chains * each)
        .mapToObj(i -> initial(firstChain + i / each, i % each))
        .toList();
  }

  /** One draw of the step that leads on from a particle, guided if that has a gradient. */
  Particle next(Particle from, int draw) {
    int step = from.step() + 1;
    Particle.Id id = new Particle.Id(from.chain(), step, draw);
    StepCoefficients coefficients = process.modelStep(from.step());
    Particle next =
        particle(id, process.grid().at(step), coefficients, from.latent(), from.knownVelocity());
    return from.gradient() == null ? next : guided(next, from, from.gradient(), coefficients);
  }

  private Particle guided(
      Particle next, Particle from, float[] gradient, StepCoefficients coefficients) {
    float[] drift =
        guidance.drift(
            gradient,
            coefficients.noise(),
            1 / process.inputScale(process.grid().at(from.step())),
            1 / process.inputScale(process.grid().at(next.step())));
    float[] latent = next.latent().clone();
    for (int i = 0; i < latent.length; i++) {
      latent[i] += drift[i];
    }
    return next.at(latent);
  }

  /**
   * A step between any two times of the path.
   *
   * @param from a particle that stands at {@code time}
   * @param step the number of the new particle's state, which no other of its chain and draw has
   */
  Particle along(Particle from, int step, double time, double nextTime) {
    Particle.Id id = new Particle.Id(from.chain(), step, from.draw());
    return particle(
        id, nextTime, process.modelStep(time, nextTime), from.latent(), from.knownVelocity());
  }

  /**
   * One draw of the way back to more noise.
   *
   * @param from a particle that stands at {@code time}; its velocity is not needed
   */
  Particle renoised(Particle from, int draw, double time, double noisierTime) {
    Particle.Id id = new Particle.Id(from.chain(), from.step() + 1, draw);
    float[] unused = new float[shape.size()];
    return particle(
        id, noisierTime, process.modelRenoising(time, noisierTime), from.latent(), unused);
  }

  private Particle particle(
      Particle.Id id,
      double time,
      StepCoefficients coefficients,
      float[] latent,
      float[] velocity) {
    float[] epsilon =
        coefficients.noise() == 0
            ? new float[shape.size()]
            : noise.normal(id.chain(), id.step(), id.draw(), shape.size());
    return new Particle(
        id.chain(),
        id.step(),
        id.draw(),
        process.modelTime(time),
        coefficients.apply(latent, velocity, epsilon));
  }
}
