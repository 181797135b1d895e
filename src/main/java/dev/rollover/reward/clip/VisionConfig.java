package dev.rollover.reward.clip;

import dev.rollover.model.ConfigFile;
import java.util.Map;

/**
 * The sizes of the tower for images, from a {@code config.json}.
 *
 * @param intermediateSize channels within a feed-forward
 * @param imageSize along a side, in pixels
 * @param patchSize along a side, in pixels; what is left over at the right and below is not looked
 *     at
 */
record VisionConfig(
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int imageSize,
    int patchSize,
    double layerNormEps,
    String hiddenAct) {

  /** Of a {@code CLIPVisionModel}. */
  static VisionConfig clip(ConfigFile file) {
    return read(file, 32, 1e-5, "quick_gelu", "gelu", "gelu_pytorch_tanh");
  }

  /** Of a {@code SiglipVisionModel}. */
  static VisionConfig siglip(ConfigFile file) {
    if (!file.flag("vision_use_head", true)) {
      throw file.wrong("vision_use_head", "is true: without a head there is nothing to compare");
    }
    return read(file, 16, 1e-6, "gelu_pytorch_tanh", "gelu", "quick_gelu");
  }

  private static VisionConfig read(ConfigFile file, int patch, double epsilon, String... acts) {
    if (file.size("num_channels", 3) != 3) {
      throw file.wrong("num_channels", "is 3: red, green, blue");
    }
    VisionConfig config =
        new VisionConfig(
            file.size("hidden_size", 768),
            file.size("intermediate_size", 3072),
            file.size("num_hidden_layers", 12),
            file.size("num_attention_heads", 12),
            file.size("image_size", 224),
            file.size("patch_size", patch),
            file.positive("layer_norm_eps", epsilon),
            file.oneOf("hidden_act", acts));
    if (config.patchSize > config.imageSize) {
      throw file.wrong(
          "patch_size",
          "is at most image_size, %d, not %d".formatted(config.imageSize, config.patchSize));
    }
    return config;
  }

  /** Patches of an image. */
  int patches() {
    int along = imageSize / patchSize;
    return along * along;
  }

  /**
   * The constants of the programs {@code clip_image_features} and {@code siglip_image_features}.
   */
  Map<String, Object> constants() {
    return Map.of(
        "num_hidden_layers", numHiddenLayers,
        "num_attention_heads", numAttentionHeads,
        "layer_norm_eps", layerNormEps,
        "hidden_act", hiddenAct,
        "patch_size", patchSize);
  }
}
