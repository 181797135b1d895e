package dev.rollover.training;

/**
 * From one stop of a path to the next: x' = (1 − t')·x_{0|t} + t'·(cos φ·x_{1|t} + sin φ·ε), the
 * ODE's at φ = 0.
 *
 * @param time t, where the path is
 * @param next t', where it goes
 * @param angle φ: how much of the noise is drawn anew
 */
record PathStep(double time, double next, double angle) {

  /** The posterior mean x_{0|t} = x − t·u. */
  float[] mean(float[] point, float[] velocity) {
    float[] mean = new float[point.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (point[i] - time * velocity[i]);
    }
    return mean;
  }

  /**
   * The next point.
   *
   * @param fresh ε
   */
  float[] moved(float[] point, float[] velocity, float[] fresh) {
    float[] moved = new float[point.length];
    for (int i = 0; i < moved.length; i++) {
      double image = point[i] - time * velocity[i];
      double noise = point[i] + (1 - time) * velocity[i];
      moved[i] =
          (float)
              ((1 - next) * image + next * (Math.cos(angle) * noise + Math.sin(angle) * fresh[i]));
    }
    return moved;
  }
}
