package dev.rollover.search;

import dev.rollover.flow.GenerationProcess;
import dev.rollover.flow.StepCoefficients;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;

/**
 * Draws a generation's particles.
 *
 * @param process the steps
 * @param noise where randomness comes from
 * @param shape of the latents
 */
record Sampling(GenerationProcess process, NoiseSource noise, LatentShape shape) {

  static Sampling of(SearchPlan plan, FlowModel model) {
    return new Sampling(
        plan.settings().sampling().process(model.timeShift()),
        new PhiloxNoise(plan.seed()),
        model.latentShape());
  }

  /** x_1 ~ N(0, I), where every chain starts. */
  Particle initial(int chain, int draw) {
    float[] latent = noise.normal(chain, 0, draw, shape.size());
    float inputScale = (float) process.inputScale(1);
    for (int i = 0; i < latent.length; i++) {
      latent[i] *= inputScale;
    }
    return new Particle(chain, 0, draw, process.modelTime(1), latent, null);
  }

  /** One draw of the step that leads on from a particle. */
  Particle next(Particle from, int draw) {
    int step = from.step() + 1;
    StepCoefficients coefficients = process.modelStep(from.step());
    float[] epsilon =
        coefficients.noise() == 0
            ? new float[shape.size()]
            : noise.normal(from.chain(), step, draw, shape.size());
    return new Particle(
        from.chain(),
        step,
        draw,
        process.modelTime(process.grid().at(step)),
        coefficients.apply(from.latent(), from.knownVelocity(), epsilon),
        null);
  }
}
