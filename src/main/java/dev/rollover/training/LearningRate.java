package dev.rollover.training;

/**
 * A learning rate that rises linearly over the first steps and then falls along half a cosine to
 * nothing.
 *
 * @param peak the highest rate
 * @param warmup steps of rising
 * @param steps steps in all
 */
record LearningRate(double peak, int warmup, int steps) {

  double at(int step) {
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    double done = (double) (step - warmup) / (steps - warmup);
    return peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, done)));
  }
}
