package dev.rollover.model.flux2;

import dev.rollover.model.LatentPacking;
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

  /** Reads them from among an autoencoder's weights: those of its batch norm. */
  static LatentStatistics read(Path folder, Flux2AutoencoderConfig config) throws IOException {
    int channels = LatentPacking.SQUARE * config.latentChannels();
    float[] means = WeightFiles.values(folder, "bn.running_mean", channels);
    float[] variances = WeightFiles.values(folder, "bn.running_var", channels);
    float[] deviations = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
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
