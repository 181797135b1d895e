package dev.rollover.model.flux2;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The statistics of each channel of a packed latent, by which the autoencoder's latents become the
 * flow's, which are of mean 0 and variance 1.
 *
 * @param means of the autoencoder's packed latents, one a channel
 * @param deviations of the same
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record LatentStatistics(float[] means, float[] deviations) {

  private static final String VARIANCES = "bn.running_var";

  /**
   * Reads them from among an autoencoder's weights: those of its batch norm.
   *
   * @param file of the weights
   */
  static LatentStatistics read(Path file, Flux2AutoencoderConfig config) throws IOException {
    int channels = LatentPacking.SQUARE * config.decoder().latentChannels();
    float[] means = WeightFiles.values(file, "bn.running_mean", channels);
    float[] variances = WeightFiles.values(file, VARIANCES, channels);
    float[] deviations = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      if (variances[channel] < 0) {
        throw new ModelFormatException(file, VARIANCES, "has a value below 0");
      }
      deviations[channel] = (float) Math.sqrt(variances[channel] + (float) config.batchNormEps());
    }
    return new LatentStatistics(means, deviations);
  }

  /** A packed latent of the flow as the autoencoder's, unpacked. */
  float[] restored(LatentPacking packing, float[] packed) {
    float[] restored = new float[packed.length];
    for (int at = 0; at < packed.length; at++) {
      int channel = at % means.length;
      restored[at] = packed[at] * deviations[channel] + means[channel];
    }
    return packing.unpack(restored);
  }
}
