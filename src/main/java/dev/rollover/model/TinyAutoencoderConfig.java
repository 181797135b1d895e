package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the decoder of an {@code AutoencoderTiny} is like, from its {@code config.json}.
 *
 * @param blocks of each stage; every stage but the last enlarges the image
 * @param width channels between the layers
 * @param upsamplingFactor by which a stage does so
 * @param activation {@code relu}, {@code silu}, {@code mish} or {@code gelu}
 * @param scalingFactor what its latents are multiplied with, after the shift is taken off, to make
 *     the flow's
 */
public record TinyAutoencoderConfig(
    int latentChannels,
    List<Integer> blocks,
    int width,
    int upsamplingFactor,
    String activation,
    double scalingFactor,
    double shiftFactor) {

  private static final String CONFIG = "config.json";
  private static final String LATENT_CHANNELS = "latent_channels";
  private static final String BLOCKS = "num_decoder_blocks";
  private static final String WIDTHS = "decoder_block_out_channels";

  public static TinyAutoencoderConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.ofNetwork(folder);
    file.oneOf("_class_name", "AutoencoderTiny");
    file.oneOf("upsample_fn", "nearest");
    if (file.size("out_channels", 3) != 3) {
      throw file.wrong("out_channels", "is 3: red, green, blue");
    }
    List<Integer> blocks = file.integers(BLOCKS, List.of(3, 3, 3, 1), 0);
    String activation = file.oneOf("act_fn", "relu", "silu", "swish", "mish", "gelu");
    return new TinyAutoencoderConfig(
        file.size(LATENT_CHANNELS, 4),
        blocks,
        width(file, blocks.size()),
        file.size("upsampling_scaling_factor", 2),
        activation.equals("swish") ? "silu" : activation,
        file.positive("scaling_factor", 1),
        file.number("shift_factor", 0));
  }

  /** Nothing in the architecture leads from one number of channels to another. */
  private static int width(ConfigFile file, int stages) {
    List<Integer> widths = file.sizes(WIDTHS, List.of(64, 64, 64, 64));
    if (widths.size() != stages) {
      throw file.wrong(
          WIDTHS, "has as many stages as %s, %d, not %d".formatted(BLOCKS, stages, widths.size()));
    }
    if (widths.stream().distinct().count() > 1) {
      throw file.wrong(WIDTHS, "is one number for all stages, not " + widths);
    }
    return widths.getFirst();
  }

  /** This, if it decodes what the flow makes for another autoencoder. */
  public TinyAutoencoderConfig requireFit(AutoencoderConfig autoencoder, Path folder) {
    if (latentChannels != autoencoder.latentChannels()) {
      throw wrong(
          folder,
          LATENT_CHANNELS,
          "is %d as the full decoder's, not %d"
              .formatted(autoencoder.latentChannels(), latentChannels));
    }
    if (pixelsPerLatent() != autoencoder.pixelsPerLatent()) {
      throw wrong(
          folder,
          BLOCKS,
          "leads to %d pixels along a side of each latent position as the full decoder does, not %d"
              .formatted(autoencoder.pixelsPerLatent(), pixelsPerLatent()));
    }
    return this;
  }

  private static ModelFormatException wrong(Path folder, String field, String what) {
    return new ModelFormatException(folder.resolve(CONFIG), field, what);
  }

  /** Pixels along a side of one position of the latent image. */
  private int pixelsPerLatent() {
    int pixels = 1;
    for (int stage = 1; stage < blocks.size(); stage++) {
      pixels = Math.multiplyExact(pixels, upsamplingFactor);
    }
    return pixels;
  }

  /** From latents to pixels. */
  public NetworkDefinition network() {
    return new NetworkDefinition(
        "autoencoder_tiny_decoder",
        constants(),
        NetworkWeights.of(shapes()).beside(name -> name.startsWith("encoder.")));
  }

  /** Layers without any weights have a number too. */
  private WeightShapes shapes() {
    WeightShapes shapes = new WeightShapes().conv(layer(0), width, latentChannels, 3);
    int layer = 2;
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++, layer++) {
        for (int convolution = 0; convolution <= 4; convolution += 2) {
          shapes.conv("%s.conv.%d".formatted(layer(layer), convolution), width, width, 3);
        }
      }
      if (stage < blocks.size() - 1) {
        shapes.weight(layer(layer + 1) + ".weight", width, width, 3, 3);
      } else {
        shapes.conv(layer(layer), 3, width, 3);
      }
      layer += 2;
    }
    return shapes;
  }

  private static String layer(int number) {
    return "decoder.layers.%d".formatted(number);
  }

  /** The constants of the program {@code autoencoder_tiny_decoder}. */
  private Map<String, Object> constants() {
    return Map.of(
        "num_decoder_blocks", blocks,
        "upsampling_scaling_factor", upsamplingFactor,
        "act_fn", activation,
        "precision", Network.FLOAT32);
  }
}
