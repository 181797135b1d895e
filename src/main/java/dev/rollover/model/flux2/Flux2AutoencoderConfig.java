package dev.rollover.model.flux2;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.WeightFiles;
import dev.rollover.model.pipeline.LatentStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * What an {@code AutoencoderKLFlux2} is like, from its {@code config.json}: but for the statistics
 * of its latents it is an {@code AutoencoderKL}, whose decoder may have channels of its own.
 *
 * @param decoder its sizes; the encoder is not looked at
 * @param batchNormEps what is added to the variances of packed latents
 */
record Flux2AutoencoderConfig(AutoencoderConfig decoder, double batchNormEps) {

  private static final String CHANNELS = "block_out_channels";
  private static final String OWN_CHANNELS = "decoder_block_out_channels";
  private static final String BLOCKS = "up_block_types";
  private static final String BLOCK = "UpDecoderBlock2D";
  private static final String VARIANCES = "bn.running_var";

  static Flux2AutoencoderConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("_class_name", "AutoencoderKLFlux2");
    file.oneOf("act_fn", "silu", "swish");
    if (file.size("out_channels", 3) != 3) {
      throw file.wrong("out_channels", "is 3: red, green, blue");
    }
    if (!file.sizes("patch_size", List.of(2, 2)).equals(List.of(2, 2))) {
      throw file.wrong("patch_size", "is [2, 2] in every FLUX.2");
    }
    return new Flux2AutoencoderConfig(decoder(file), file.positive("batch_norm_eps", 1e-4));
  }

  private static AutoencoderConfig decoder(ConfigFile file) {
    int groups = file.size("norm_num_groups", 32);
    List<Integer> channels = channels(file, groups);
    requirePlainBlocks(file, channels.size());
    List<Boolean> attends = Collections.nCopies(channels.size(), false);
    return new AutoencoderConfig(
        channels,
        attends,
        attends,
        file.size("layers_per_block", 2),
        file.flag("mid_block_add_attention", true),
        file.size("latent_channels", 32),
        file.flag("use_quant_conv", true),
        file.flag("use_post_quant_conv", true),
        groups,
        file.size("sample_size", 1024),
        1,
        0);
  }

  private static void requirePlainBlocks(ConfigFile file, int levels) {
    List<String> blocks = file.has(BLOCKS) ? file.words(BLOCKS) : Collections.nCopies(4, BLOCK);
    if (!blocks.equals(Collections.nCopies(levels, BLOCK))) {
      throw file.wrong(
          BLOCKS, "is %s for each of %d levels, not %s".formatted(BLOCK, levels, blocks));
    }
  }

  private static List<Integer> channels(ConfigFile file, int groups) {
    List<Integer> both = file.sizes(CHANNELS, List.of(128, 256, 512, 512));
    List<Integer> channels = file.sizes(OWN_CHANNELS, both);
    if (channels.stream().anyMatch(count -> count % groups != 0)) {
      throw file.wrong(
          file.has(OWN_CHANNELS) ? OWN_CHANNELS : CHANNELS,
          "is multiples of norm_num_groups, %d, not %s".formatted(groups, channels));
    }
    if (channels.size() != both.size()) {
      throw file.wrong(
          OWN_CHANNELS,
          "has as many levels as block_out_channels, %d, not %d"
              .formatted(both.size(), channels.size()));
    }
    return channels;
  }

  /** From latents to pixels; the statistics lie in the same file. */
  NetworkDefinition network() {
    NetworkDefinition network = decoder.decoderNetwork();
    return new NetworkDefinition(
        network.program(),
        network.constants(),
        network.weights().beside(name -> name.startsWith("bn.")));
  }

  /**
   * Reads the statistics of packed latents from among the weights: those of its batch norm.
   *
   * @param file of the weights
   */
  LatentStatistics statistics(Path file) throws IOException {
    int channels = LatentPacking.SQUARE * decoder.latentChannels();
    float[] means = WeightFiles.values(file, "bn.running_mean", channels);
    float[] variances = WeightFiles.values(file, VARIANCES, channels);
    double[] scales = new double[channels];
    double[] shifts = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      if (variances[channel] < 0) {
        throw new ModelFormatException(file, VARIANCES, "has a value below 0");
      }
      scales[channel] = 1 / Math.sqrt(variances[channel] + batchNormEps);
      shifts[channel] = means[channel];
    }
    return new LatentStatistics(scales, shifts);
  }
}
