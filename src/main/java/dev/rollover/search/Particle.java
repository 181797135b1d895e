package dev.rollover.search;

import org.jspecify.annotations.Nullable;

/**
 * One latent on its way, in the coordinates of the model's own linear path.
 *
 * @param chain it belongs to
 * @param step of the grid that it stands at, 0 being noise
 * @param draw its number among the step's draws
 * @param time t, the linear path's time, 1 being noise
 * @param latent x, not to be changed
 * @param velocity u_t(x), not to be changed; absent until the model was asked
 * @param gradient of r(x_{0|t}) by the latent, not to be changed; absent unless it is guided
 */
@SuppressWarnings("ArrayRecordComponent") // Latents are handed on, never compared.
record Particle(
    int chain,
    int step,
    int draw,
    double time,
    float[] latent,
    float @Nullable [] velocity,
    float @Nullable [] gradient) {

  /** One that the model was not asked about yet. */
  Particle(int chain, int step, int draw, double time, float[] latent) {
    this(chain, step, draw, time, latent, null, null);
  }

  /** A particle's name: whatever comes of it keeps this. */
  record Id(int chain, int step, int draw) {}

  Id id() {
    return new Id(chain, step, draw);
  }

  /** The same in another chain, whose noise is another. */
  Particle inChain(int other) {
    return new Particle(other, step, draw, time, latent, velocity, gradient);
  }

  /** The same draw at another place. */
  Particle at(float[] place) {
    return new Particle(chain, step, draw, time, place);
  }

  Particle withVelocity(float[] evaluated) {
    return new Particle(chain, step, draw, time, latent, evaluated, null);
  }

  Particle withGradient(float[] ofReward) {
    return new Particle(chain, step, draw, time, latent, velocity, ofReward);
  }

  /** x_{0|t} = x − t·u; at time 0 the latent itself. */
  float[] posteriorMean() {
    return time == 0 ? latent : drifted(0);
  }

  /** One Euler step along the straight path to an earlier time. */
  Particle moveTo(double earlier) {
    return new Particle(chain, step, draw, earlier, drifted(earlier));
  }

  /** The velocity, which the model must have given by now. */
  float[] knownVelocity() {
    if (velocity == null) {
      throw new IllegalStateException("the model was not asked for this velocity yet");
    }
    return velocity;
  }

  private float[] drifted(double earlier) {
    float[] u = knownVelocity();
    float[] moved = new float[latent.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (latent[i] - (time - earlier) * u[i]);
    }
    return moved;
  }
}
