package dev.rollover.reward.vision;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.Network;
import java.util.List;
import java.util.Map;

/**
 * The sizes of the tower for images, from a {@code config.json}.
 *
 * @param intermediateSize channels within a feed-forward
 * @param imageSize along a side, in pixels
 * @param patchSize along a side, in pixels; what is left over at the right and below is not looked
 *     at
 */
public record VisionConfig(
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int imageSize,
    int patchSize,
    double layerNormEps,
    String hiddenAct) {

  private static final List<String> ACTIVATIONS =
      List.of("quick_gelu", "gelu", "gelu_pytorch_tanh");

  /**
   * Reads the fields, wherever in a file they are.
   *
   * @param usual where the file does not say
   */
  public static VisionConfig read(ConfigFile file, VisionConfig usual) {
    if (file.size("num_channels", 3) != 3) {
      throw file.wrong("num_channels", "is 3: red, green, blue");
    }
    VisionConfig config =
        new VisionConfig(
            file.size("hidden_size", usual.hiddenSize),
            file.size("intermediate_size", usual.intermediateSize),
            file.size("num_hidden_layers", usual.numHiddenLayers),
            file.size("num_attention_heads", usual.numAttentionHeads),
            file.size("image_size", usual.imageSize),
            file.size("patch_size", usual.patchSize),
            file.positive("layer_norm_eps", usual.layerNormEps),
            activation(file, usual.hiddenAct));
    config.requireFit(file);
    return config;
  }

  /** A feed-forward's activation that the programs have. */
  static String activation(ConfigFile file, String usual) {
    return file.has("hidden_act")
        ? file.oneOf("hidden_act", ACTIVATIONS.toArray(String[]::new))
        : usual;
  }

  private void requireFit(ConfigFile file) {
    requireHeads(file, hiddenSize, numAttentionHeads);
    if (patchSize > imageSize) {
      throw file.wrong(
          "patch_size", "is at most image_size, %d, not %d".formatted(imageSize, patchSize));
    }
  }

  /** Makes sure that channels can be shared out among the heads. */
  public static void requireHeads(ConfigFile file, int channels, int heads) {
    if (channels % heads != 0) {
      throw file.wrong(
          "num_attention_heads", "divides hidden_size, %d, not %d".formatted(channels, heads));
    }
  }

  /** Patches of an image. */
  public int patches() {
    int along = imageSize / patchSize;
    return along * along;
  }

  /** The constants of the programs of such towers. */
  public Map<String, Object> constants() {
    return Map.of(
        "num_hidden_layers", numHiddenLayers,
        "num_attention_heads", numAttentionHeads,
        "layer_norm_eps", layerNormEps,
        "hidden_act", hiddenAct,
        "patch_size", patchSize,
        "precision", Network.FLOAT32);
  }
}
