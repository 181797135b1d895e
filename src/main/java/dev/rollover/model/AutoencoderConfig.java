package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an {@code AutoencoderKL} is like, from its {@code config.json}.
 *
 * @param channels of each resolution, which is half of the one before
 * @param encoder whether the encoder's blocks attend, for each resolution
 * @param decoder whether the decoder's blocks attend, from the lowest resolution up
 * @param middleAttends whether there is attention at the lowest resolution
 * @param quantised whether a convolution follows the encoder
 * @param postQuantised whether a convolution precedes the decoder
 * @param sampleSize pixels along a side of the images it was trained on
 * @param scalingFactor what its latents are multiplied with, after the shift is taken off, to make
 *     the flow's
 */
public record AutoencoderConfig(
    List<Integer> channels,
    List<Boolean> encoder,
    List<Boolean> decoder,
    int layersPerBlock,
    boolean middleAttends,
    int latentChannels,
    boolean quantised,
    boolean postQuantised,
    int normNumGroups,
    int sampleSize,
    double scalingFactor,
    double shiftFactor) {

  /** Red, green and blue. */
  private static final int COLOURS = 3;

  public AutoencoderConfig {
    channels = List.copyOf(channels);
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
  }

  public static AutoencoderConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.ofNetwork(folder);
    file.oneOf("_class_name", "AutoencoderKL");
    file.oneOf("act_fn", "silu", "swish");
    requireColours(file, "in_channels");
    requireColours(file, "out_channels");
    int groups = file.size("norm_num_groups", 32);
    List<Integer> channels = file.sizes("block_out_channels", List.of(64));
    if (channels.stream().anyMatch(count -> count % groups != 0)) {
      throw file.wrong(
          "block_out_channels",
          "is multiples of norm_num_groups, %d, not %s".formatted(groups, channels));
    }
    return new AutoencoderConfig(
        channels,
        attending(file, "down_block_types", channels.size(), "DownEncoderBlock2D"),
        attending(file, "up_block_types", channels.size(), "UpDecoderBlock2D"),
        file.size("layers_per_block", 1),
        file.flag("mid_block_add_attention", true),
        file.size("latent_channels", 4),
        file.flag("use_quant_conv", true),
        file.flag("use_post_quant_conv", true),
        groups,
        file.size("sample_size", 32),
        file.positive("scaling_factor", 0.18215),
        file.number("shift_factor", 0));
  }

  private static void requireColours(ConfigFile file, String field) {
    if (file.size(field, COLOURS) != COLOURS) {
      throw file.wrong(
          field, "is 3: red, green, blue, not %d".formatted(file.size(field, COLOURS)));
    }
  }

  /** Which blocks are of the kind that attends. */
  private static List<Boolean> attending(ConfigFile file, String field, int levels, String plain) {
    String attends = "Attn" + plain;
    List<String> types = file.has(field) ? file.words(field) : List.of(plain);
    if (types.size() != levels || !List.of(plain, attends).containsAll(types)) {
      throw file.wrong(
          field,
          "is one of %s and %s for each of block_out_channels, %d, not %s"
              .formatted(plain, attends, levels, types));
    }
    return types.stream().map(attends::equals).toList();
  }

  /** Resolutions. */
  public int levels() {
    return channels.size();
  }

  /** Pixels along a side of one position of the latent image. */
  public int pixelsPerLatent() {
    return 1 << (levels() - 1);
  }

  /** Pixels of which a width and a height must be a multiple: latents are packed two by two. */
  public int sizeMultiple() {
    return 2 * pixelsPerLatent();
  }

  /**
   * The latent of an image of so many pixels.
   *
   * @throws IllegalArgumentException if a side is no multiple of {@link #sizeMultiple()}
   */
  public LatentPacking packing(int width, int height) {
    int multiple = sizeMultiple();
    if (width < multiple || height < multiple || width % multiple != 0 || height % multiple != 0) {
      throw new IllegalArgumentException(
          "width and height are multiples of %d, not %d×%d".formatted(multiple, width, height));
    }
    return new LatentPacking(latentChannels, height / pixelsPerLatent(), width / pixelsPerLatent());
  }

  /** Pixels of a latent's image. */
  public long pixels(LatentPacking packing) {
    return (long) packing.width() * packing.height() * pixelsPerLatent() * pixelsPerLatent();
  }

  /** From pixels to the moments of latents. */
  public NetworkDefinition encoderNetwork() {
    return new NetworkDefinition(
        "autoencoder_kl_encoder", constants(), new AutoencoderWeights(this).encoder());
  }

  /** From latents to pixels. */
  public NetworkDefinition decoderNetwork() {
    return new NetworkDefinition(
        "autoencoder_kl_decoder", constants(), new AutoencoderWeights(this).decoder());
  }

  /** The constants of the programs {@code autoencoder_kl_encoder} and {@code …_decoder}. */
  private Map<String, Object> constants() {
    return Map.of(
        "levels",
        levels(),
        "layers_per_block",
        layersPerBlock,
        "norm_num_groups",
        normNumGroups,
        "precision",
        Network.FLOAT32);
  }
}
