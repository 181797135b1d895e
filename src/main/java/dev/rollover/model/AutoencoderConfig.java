package dev.rollover.model;

import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sizes of an {@code AutoencoderKL}, from its {@code config.json}.
 *
 * @param levels resolutions, each half of the one before
 * @param sampleSize pixels along a side of the images it was trained on
 * @param scalingFactor what its latents are multiplied with, after the shift is taken off, to make
 *     the flow's
 */
public record AutoencoderConfig(
    int levels,
    int layersPerBlock,
    int latentChannels,
    int normNumGroups,
    int sampleSize,
    double scalingFactor,
    double shiftFactor) {

  public static AutoencoderConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("_class_name", "AutoencoderKL");
    file.oneOf("act_fn", "silu");
    int groups = file.size("norm_num_groups", 32);
    List<Integer> channels = file.sizes("block_out_channels", List.of(64));
    if (channels.stream().anyMatch(count -> count % groups != 0)) {
      throw file.wrong(
          "block_out_channels",
          "is multiples of norm_num_groups, %d, not %s".formatted(groups, channels));
    }
    return new AutoencoderConfig(
        channels.size(),
        file.size("layers_per_block", 1),
        file.size("latent_channels", 4),
        groups,
        file.size("sample_size", 32),
        file.positive("scaling_factor", 0.18215),
        file.number("shift_factor", 0));
  }

  /** Pixels along a side of one position of the latent image. */
  public int pixelsPerLatent() {
    return 1 << (levels - 1);
  }

  /** The constants of the programs {@code autoencoder_kl_encoder} and {@code …_decoder}. */
  Map<String, Object> constants(Precision precision) {
    return Map.of(
        "levels", levels,
        "layers_per_block", layersPerBlock,
        "norm_num_groups", normNumGroups,
        "precision", precision.scalarType());
  }
}
