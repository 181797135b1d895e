package dev.rollover.training;

import dev.rollover.tensor.Precision;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sizes of the bundled model's autoencoder: 64×64 pixels to 16 channels of 8×8. */
record BundledAutoencoder(
    List<Integer> blockOutChannels, int layersPerBlock, int latentChannels, int normNumGroups) {

  static final BundledAutoencoder SIZES = new BundledAutoencoder(List.of(16, 32, 64, 64), 1, 16, 8);

  int levels() {
    return blockOutChannels.size();
  }

  int channels(int level) {
    return blockOutChannels.get(level);
  }

  /** Pixels along a side for one latent position. */
  int factor() {
    return 1 << (levels() - 1);
  }

  /** The constants of the encoder's and the decoder's program. */
  Map<String, Object> constants(Precision precision) {
    return Map.of(
        "levels",
        levels(),
        "layers_per_block",
        layersPerBlock,
        "norm_num_groups",
        normNumGroups,
        "precision",
        precision.scalarType());
  }

  /** What diffusers reads, given the shift and scale of the trained latents. */
  Map<String, Object> config(double shift, double scale) {
    // Sorted, as diffusers writes it, and the same in every process.
    return new TreeMap<>(
        Map.ofEntries(
            Map.entry("_class_name", "AutoencoderKL"),
            Map.entry("act_fn", "silu"),
            Map.entry("block_out_channels", blockOutChannels),
            Map.entry("down_block_types", Collections.nCopies(levels(), "DownEncoderBlock2D")),
            Map.entry("up_block_types", Collections.nCopies(levels(), "UpDecoderBlock2D")),
            Map.entry("force_upcast", false),
            Map.entry("in_channels", 3),
            Map.entry("out_channels", 3),
            Map.entry("latent_channels", latentChannels),
            Map.entry("layers_per_block", layersPerBlock),
            Map.entry("mid_block_add_attention", true),
            Map.entry("norm_num_groups", normNumGroups),
            Map.entry("sample_size", 64),
            Map.entry("scaling_factor", scale),
            Map.entry("shift_factor", shift),
            Map.entry("use_quant_conv", false),
            Map.entry("use_post_quant_conv", false)));
  }
}
