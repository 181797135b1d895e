package dev.rollover.model;

import java.util.List;
import java.util.Map;

/** The names and shapes of an {@code AutoencoderKL}'s weights. */
record AutoencoderWeights(AutoencoderConfig config) {

  /** What folders from before diffusers had one class for all attention call its layers. */
  private static final Map<String, String> EARLIER =
      Map.of("to_q", "query", "to_k", "key", "to_v", "value", "to_out.0", "proj_attn");

  /** Those of the half that makes latents. */
  NetworkWeights encoder() {
    WeightShapes shapes = new WeightShapes().conv("encoder.conv_in", channels(0), 3, 3);
    int in = channels(0);
    for (int level = 0; level < config.levels(); level++) {
      String block = "encoder.down_blocks.%d".formatted(level);
      int out = channels(level);
      block(shapes, block, config.layersPerBlock(), in, out, config.encoder().get(level));
      if (level < config.levels() - 1) {
        shapes.conv(block + ".downsamplers.0.conv", out, out, 3);
      }
      in = out;
    }
    int moments = 2 * config.latentChannels();
    middle(shapes, "encoder.mid_block");
    shapes.norm("encoder.conv_norm_out", in).conv("encoder.conv_out", moments, in, 3);
    if (config.quantised()) {
      shapes.conv("quant_conv", moments, moments, 1);
    }
    return weights(shapes, "decoder.", "post_quant_conv.");
  }

  /** Those of the half that makes images. */
  NetworkWeights decoder() {
    int latent = config.latentChannels();
    WeightShapes shapes = new WeightShapes();
    if (config.postQuantised()) {
      shapes.conv("post_quant_conv", latent, latent, 1);
    }
    int in = channels(config.levels() - 1);
    shapes.conv("decoder.conv_in", in, latent, 3);
    middle(shapes, "decoder.mid_block");
    for (int level = 0; level < config.levels(); level++) {
      String block = "decoder.up_blocks.%d".formatted(level);
      int out = channels(config.levels() - 1 - level);
      block(shapes, block, config.layersPerBlock() + 1, in, out, config.decoder().get(level));
      if (level < config.levels() - 1) {
        shapes.conv(block + ".upsamplers.0.conv", out, out, 3);
      }
      in = out;
    }
    shapes.norm("decoder.conv_norm_out", in).conv("decoder.conv_out", 3, in, 3);
    return weights(shapes, "encoder.", "quant_conv.");
  }

  private int channels(int level) {
    return config.channels().get(level);
  }

  private static void block(
      WeightShapes shapes, String name, int layers, int in, int out, boolean attends) {
    for (int layer = 0; layer < layers; layer++) {
      resnet(shapes, "%s.resnets.%d".formatted(name, layer), layer == 0 ? in : out, out);
      if (attends) {
        attention(shapes, "%s.attentions.%d".formatted(name, layer), out);
      }
    }
  }

  private void middle(WeightShapes shapes, String name) {
    int channels = channels(config.levels() - 1);
    resnet(shapes, name + ".resnets.0", channels, channels);
    if (config.middleAttends()) {
      attention(shapes, name + ".attentions.0", channels);
    }
    resnet(shapes, name + ".resnets.1", channels, channels);
  }

  private static void resnet(WeightShapes shapes, String name, int in, int out) {
    shapes
        .norm(name + ".norm1", in)
        .conv(name + ".conv1", out, in, 3)
        .norm(name + ".norm2", out)
        .conv(name + ".conv2", out, out, 3);
    if (in != out) {
      shapes.conv(name + ".conv_shortcut", out, in, 1);
    }
  }

  private static void attention(WeightShapes shapes, String name, int channels) {
    shapes
        .norm(name + ".group_norm", channels)
        .linear(name + ".to_q", channels, channels)
        .linear(name + ".to_k", channels, channels)
        .linear(name + ".to_v", channels, channels)
        .linear(name + ".to_out.0", channels, channels);
  }

  /** The other half's weights lie in the same file. */
  private static NetworkWeights weights(WeightShapes shapes, String... others) {
    return NetworkWeights.of(shapes)
        .storedAs(AutoencoderWeights::storedAs)
        .beside(name -> List.of(others).stream().anyMatch(name::startsWith));
  }

  private static List<String> storedAs(String name) {
    int layer = name.indexOf(".to_");
    int ending = name.lastIndexOf('.');
    if (layer < 0) {
      return List.of(name);
    }
    String earlier = EARLIER.get(name.substring(layer + 1, ending));
    return List.of(name, name.substring(0, layer + 1) + earlier + name.substring(ending));
  }
}
