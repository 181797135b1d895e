package dev.rollover.training;

import java.util.List;

/**
 * The shift and scale that give latents mean 0 and variance 1 over all their values, as the
 * autoencoder's {@code shift_factor} and {@code scaling_factor}.
 */
record LatentScale(double shift, double scale) {

  static LatentScale of(List<Example> examples) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (Example example : examples) {
      for (float value : example.latent()) {
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    double mean = sum / count;
    return new LatentScale(mean, 1 / Math.sqrt(squares / count - mean * mean));
  }

  Example normalise(Example example) {
    return new Example(example.caption(), normalise(example.latent()));
  }

  /** A latent as the flow knows it. */
  float[] normalise(float[] latent) {
    float[] normalised = new float[latent.length];
    for (int i = 0; i < latent.length; i++) {
      normalised[i] = (float) ((latent[i] - shift) * scale);
    }
    return normalised;
  }

  /** A latent as the autoencoder knows it, from one that {@link #normalise} made. */
  float[] restore(float[] normalised) {
    float[] latent = new float[normalised.length];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) (normalised[i] / scale + shift);
    }
    return latent;
  }
}
