package dev.rollover.training;

import dev.rollover.shapes.Scene;
import java.util.List;
import java.util.Map;

/** The sizes of the bundled model's transformer and text encoders. */
record BundledFlow(
    int doubleBlocks, int singleBlocks, int heads, List<Integer> axes, int textWidth) {

  static final BundledFlow SIZES = new BundledFlow(2, 4, 8, List.of(8, 12, 12), 128);

  static final int TEXT_LAYERS = 2;
  static final int TEXT_HEADS = 4;

  /** Channels of one token inside the transformer. */
  int width() {
    return heads * headWidth();
  }

  int headWidth() {
    return axes.stream().mapToInt(Integer::intValue).sum();
  }

  /** Channels of the feed-forward between two layers of the text encoders. */
  int textHidden() {
    return 2 * textWidth;
  }

  /** Latent positions along a side that make one token, a square of two by two. */
  private static final int PATCH = 2;

  /** Tokens along a side of the image. */
  int tokensAlongSide() {
    return Scene.SIZE / BundledAutoencoder.SIZES.factor() / PATCH;
  }

  int imageTokens() {
    return tokensAlongSide() * tokensAlongSide();
  }

  /** Channels of a packed latent's token. */
  int channels() {
    return BundledAutoencoder.SIZES.latentChannels() * PATCH * PATCH;
  }

  Map<String, Object> transformerConstants(int precision) {
    return Map.of(
        "num_layers", doubleBlocks,
        "num_single_layers", singleBlocks,
        "attention_head_dim", headWidth(),
        "axes_dims_rope", axes,
        "guidance_embeds", false,
        "precision", precision);
  }

  Map<String, Object> t5Constants() {
    return Map.of(
        "num_layers",
        TEXT_LAYERS,
        "num_heads",
        TEXT_HEADS,
        "relative_attention_num_buckets",
        32,
        "relative_attention_max_distance",
        128,
        "layer_norm_epsilon",
        1e-6,
        "dense_act_fn",
        "gelu_new");
  }

  Map<String, Object> clipConstants(int endOfText) {
    return Map.of(
        "num_hidden_layers", TEXT_LAYERS,
        "num_attention_heads", TEXT_HEADS,
        "layer_norm_eps", 1e-5,
        "hidden_act", "quick_gelu",
        "eos_token_id", endOfText);
  }
}
