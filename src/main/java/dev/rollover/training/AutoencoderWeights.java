package dev.rollover.training;

import dev.rollover.tensor.FloatTensor;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The untrained weights of diffusers' {@code AutoencoderKL}, attention in the middle, without quant
 * convolutions.
 */
final class AutoencoderWeights {

  private final BundledAutoencoder sizes;
  private final WeightTable table;

  private AutoencoderWeights(BundledAutoencoder sizes, RandomGenerator random) {
    this.sizes = sizes;
    this.table = new WeightTable(random);
  }

  static Map<String, FloatTensor> draw(BundledAutoencoder sizes, RandomGenerator random) {
    AutoencoderWeights weights = new AutoencoderWeights(sizes, random);
    weights.encoder();
    weights.decoder();
    return weights.table.weights();
  }

  private void encoder() {
    int channels = sizes.channels(0);
    table.convolution("encoder.conv_in", 3, channels, 3);
    for (int level = 0; level < sizes.levels(); level++) {
      String block = "encoder.down_blocks." + level;
      for (int layer = 0; layer < sizes.layersPerBlock(); layer++) {
        resnet(block + ".resnets." + layer, channels, sizes.channels(level));
        channels = sizes.channels(level);
      }
      if (level < sizes.levels() - 1) {
        table.convolution(block + ".downsamplers.0.conv", channels, channels, 3);
      }
    }
    middle("encoder.mid_block", channels);
    table.norm("encoder.conv_norm_out", channels);
    table.convolution("encoder.conv_out", channels, 2 * sizes.latentChannels(), 3);
  }

  private void decoder() {
    int channels = sizes.channels(sizes.levels() - 1);
    table.convolution("decoder.conv_in", sizes.latentChannels(), channels, 3);
    middle("decoder.mid_block", channels);
    for (int level = 0; level < sizes.levels(); level++) {
      String block = "decoder.up_blocks." + level;
      int wanted = sizes.channels(sizes.levels() - 1 - level);
      for (int layer = 0; layer <= sizes.layersPerBlock(); layer++) {
        resnet(block + ".resnets." + layer, channels, wanted);
        channels = wanted;
      }
      if (level < sizes.levels() - 1) {
        table.convolution(block + ".upsamplers.0.conv", channels, channels, 3);
      }
    }
    table.norm("decoder.conv_norm_out", channels);
    table.convolution("decoder.conv_out", channels, 3, 3);
  }

  private void middle(String name, int channels) {
    resnet(name + ".resnets.0", channels, channels);
    String attention = name + ".attentions.0";
    table.norm(attention + ".group_norm", channels);
    table.linear(attention + ".to_q", channels, channels);
    table.linear(attention + ".to_k", channels, channels);
    table.linear(attention + ".to_v", channels, channels);
    table.linear(attention + ".to_out.0", channels, channels);
    resnet(name + ".resnets.1", channels, channels);
  }

  private void resnet(String name, int inputs, int outputs) {
    table.norm(name + ".norm1", inputs);
    table.convolution(name + ".conv1", inputs, outputs, 3);
    table.norm(name + ".norm2", outputs);
    table.convolution(name + ".conv2", outputs, outputs, 3);
    if (inputs != outputs) {
      table.convolution(name + ".conv_shortcut", inputs, outputs, 1);
    }
  }
}
