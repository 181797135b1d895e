package dev.rollover.model.pipeline;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Arrays;

/**
 * The statistics of each channel of a packed latent, by which an autoencoder's latents z become the
 * flow's, which are of about mean 0 and variance 1: x = (z − shift) · scale.
 *
 * @param scales one a channel, above 0
 * @param shifts one a channel
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record LatentStatistics(double[] scales, double[] shifts) {

  /** Those of an {@code AutoencoderKL}, which all channels have in common. */
  public static LatentStatistics of(AutoencoderConfig config) {
    return alike(config.latentChannels(), config.scalingFactor(), config.shiftFactor());
  }

  /** Those of an {@code AutoencoderTiny}, which all channels have in common. */
  static LatentStatistics of(TinyAutoencoderConfig config) {
    return alike(config.latentChannels(), config.scalingFactor(), config.shiftFactor());
  }

  private static LatentStatistics alike(int latentChannels, double scale, double shift) {
    double[] scales = new double[LatentPacking.SQUARE * latentChannels];
    double[] shifts = new double[scales.length];
    Arrays.fill(scales, scale);
    Arrays.fill(shifts, shift);
    return new LatentStatistics(scales, shifts);
  }

  /** A packed latent of the flow as the autoencoder's, unpacked. */
  public float[] restored(LatentPacking packing, float[] packed) {
    float[] restored = new float[packed.length];
    for (int at = 0; at < packed.length; at++) {
      int channel = at % scales.length;
      restored[at] = (float) (packed[at] / scales[channel] + shifts[channel]);
    }
    return packing.unpack(restored);
  }

  /** The scales on a device: {@code [channels]}. */
  Tensor scales(Scope scope) {
    return floats(scope, scales);
  }

  /** The shifts on a device: {@code [channels]}. */
  Tensor shifts(Scope scope) {
    return floats(scope, shifts);
  }

  private static Tensor floats(Scope scope, double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return scope.floats(floats, floats.length);
  }
}
