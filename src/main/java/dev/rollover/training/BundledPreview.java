package dev.rollover.training;

import dev.rollover.tensor.Precision;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The sizes of the bundled model's preview decoder, an {@code AutoencoderTiny}: from the latents of
 * {@link BundledAutoencoder} to pixels.
 *
 * @param channels of every stage
 * @param blocks of each stage, one stage for each resolution
 */
record BundledPreview(int channels, List<Integer> blocks) {

  static final BundledPreview SIZES = new BundledPreview(16, List.of(3, 3, 2, 0));

  /** How many times larger a stage makes the image. */
  private static final int FACTOR = 2;

  BundledPreview {
    blocks = List.copyOf(blocks);
  }

  int latentChannels() {
    return BundledAutoencoder.SIZES.latentChannels();
  }

  /** The constants of the decoder's program. */
  Map<String, Object> constants(Precision precision) {
    return Map.of(
        "num_decoder_blocks",
        blocks,
        "upsampling_scaling_factor",
        FACTOR,
        "act_fn",
        "relu",
        "precision",
        precision.scalarType());
  }

  /**
   * What diffusers reads. It takes the flow's latents as they are, as TAEF1 does: neither scaled
   * nor shifted.
   */
  Map<String, Object> config() {
    List<Integer> widths = Collections.nCopies(blocks.size(), channels);
    return Json.object(
        "_class_name",
        "AutoencoderTiny",
        "act_fn",
        "relu",
        "decoder_block_out_channels",
        widths,
        "encoder_block_out_channels",
        Collections.nCopies(blocks.size(), 1),
        "force_upcast",
        false,
        "in_channels",
        3,
        "latent_channels",
        latentChannels(),
        "latent_magnitude",
        3,
        "latent_shift",
        0.5,
        "num_decoder_blocks",
        blocks,
        "num_encoder_blocks",
        Collections.nCopies(blocks.size(), 0),
        "out_channels",
        3,
        "scaling_factor",
        1.0,
        "shift_factor",
        0.0,
        "upsample_fn",
        "nearest",
        "upsampling_scaling_factor",
        FACTOR);
  }
}
