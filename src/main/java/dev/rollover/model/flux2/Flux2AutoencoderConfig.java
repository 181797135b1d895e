package dev.rollover.model.flux2;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.Network;
import dev.rollover.model.WeightFiles;
import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sizes of an {@code AutoencoderKLFlux2}'s decoder, from its {@code config.json}.
 *
 * @param levels resolutions, each half of the one before
 * @param sampleSize pixels along a side of the images it was trained on
 * @param batchNormEps what is added to the variances of packed latents
 */
record Flux2AutoencoderConfig(
    int levels,
    int layersPerBlock,
    int latentChannels,
    int normNumGroups,
    int sampleSize,
    double batchNormEps) {

  static Flux2AutoencoderConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("_class_name", "AutoencoderKLFlux2");
    file.oneOf("act_fn", "silu");
    if (file.size("out_channels", 3) != 3) {
      throw file.wrong("out_channels", "is 3: red, green, blue");
    }
    if (!file.sizes("patch_size", List.of(2, 2)).equals(List.of(2, 2))) {
      throw file.wrong("patch_size", "is [2, 2] in every FLUX.2");
    }
    int groups = file.size("norm_num_groups", 32);
    return new Flux2AutoencoderConfig(
        channels(file, groups).size(),
        file.size("layers_per_block", 2),
        file.size("latent_channels", 32),
        groups,
        file.size("sample_size", 1024),
        file.positive("batch_norm_eps", 1e-4));
  }

  /** The decoder may have channels of its own. */
  private static List<Integer> channels(ConfigFile file, int groups) {
    List<Integer> both = file.sizes("block_out_channels", List.of(128, 256, 512, 512));
    List<Integer> channels = file.sizes("decoder_block_out_channels", both);
    if (channels.stream().anyMatch(count -> count % groups != 0)) {
      throw file.wrong(
          file.has("decoder_block_out_channels")
              ? "decoder_block_out_channels"
              : "block_out_channels",
          "is multiples of norm_num_groups, %d, not %s".formatted(groups, channels));
    }
    if (channels.size() != both.size()) {
      throw file.wrong(
          "decoder_block_out_channels",
          "has as many levels as block_out_channels, %d, not %d"
              .formatted(both.size(), channels.size()));
    }
    return channels;
  }

  /** Pixels along a side of one position of the latent image. */
  int pixelsPerLatent() {
    return 1 << (levels - 1);
  }

  /** Loads the decoder. */
  Network load(Path folder, Device device) throws IOException {
    Map<String, long[]> shapes =
        WeightFiles.shapes(folder).entrySet().stream()
            .filter(weight -> isDecoders(weight.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return Network.load("autoencoder_kl_decoder", constants(), folder, shapes, device);
  }

  private static boolean isDecoders(String weight) {
    return weight.startsWith("decoder.") || weight.startsWith("post_quant_conv.");
  }

  private Map<String, Object> constants() {
    return Map.of(
        "levels", levels,
        "layers_per_block", layersPerBlock,
        "norm_num_groups", normNumGroups,
        "precision", Network.FLOAT32);
  }
}
