package dev.rollover.training;

import dev.rollover.tensor.FloatTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The weights of diffusers' {@code AutoencoderTiny}: an untrained decoder, and a silent encoder.
 */
final class PreviewWeights {

  private static final String LAYER = "decoder.layers.";
  private static final String ENCODER_LAYER = "encoder.layers.";
  private static final int KERNEL = 3;

  private PreviewWeights() {}

  /**
   * The smallest encoder there is, of one channel and without blocks, which answers 0. Nothing here
   * encodes by it; diffusers would set one up without values where there is none.
   */
  static Map<String, FloatTensor> silentEncoder(BundledPreview sizes) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    int last = sizes.blocks().size();
    weights.put(ENCODER_LAYER + "0.weight", zeros(1, 3, KERNEL, KERNEL));
    weights.put(ENCODER_LAYER + "0.bias", zeros(1));
    for (int layer = 1; layer < last; layer++) {
      weights.put(ENCODER_LAYER + layer + ".weight", zeros(1, 1, KERNEL, KERNEL));
    }
    int latent = sizes.latentChannels();
    weights.put(ENCODER_LAYER + last + ".weight", zeros(latent, 1, KERNEL, KERNEL));
    weights.put(ENCODER_LAYER + last + ".bias", zeros(latent));
    return weights;
  }

  private static FloatTensor zeros(long... shape) {
    return new FloatTensor(
        shape, new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))]);
  }

  /** The decoder. Layers are numbered on, those without weights too. */
  static Map<String, FloatTensor> draw(BundledPreview sizes, RandomGenerator random) {
    WeightTable table = new WeightTable(random);
    int channels = sizes.channels();
    table.convolution(LAYER + 0, sizes.latentChannels(), channels, KERNEL);
    int layer = 2;
    int last = sizes.blocks().size() - 1;
    for (int stage = 0; stage <= last; stage++) {
      for (int block = 0; block < sizes.blocks().get(stage); block++, layer++) {
        block(table, LAYER + layer + ".conv.", channels);
      }
      if (stage < last) {
        table.kernels(LAYER + (layer + 1), channels, channels, KERNEL);
        layer += 2;
      }
    }
    table.convolution(LAYER + layer, channels, 3, KERNEL);
    return table.weights();
  }

  private static void block(WeightTable table, String name, int channels) {
    table.convolution(name + 0, channels, channels, KERNEL);
    table.convolution(name + 2, channels, channels, KERNEL);
    table.convolution(name + 4, channels, channels, KERNEL);
  }
}
