package dev.rollover.model;

import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sizes of a {@code T5EncoderModel}, from its {@code config.json}.
 *
 * @param dModel channels of a token
 * @param activation of the feed-forward; its gate, if it has one, shows in the weights
 */
public record T5Config(
    int dModel,
    int numLayers,
    int numHeads,
    int relativeAttentionNumBuckets,
    int relativeAttentionMaxDistance,
    double layerNormEpsilon,
    String activation) {

  public static T5Config read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("model_type", "t5");
    return new T5Config(
        file.size("d_model", 512),
        file.size("num_layers", 6),
        file.size("num_heads", 8),
        file.size("relative_attention_num_buckets", 32),
        file.size("relative_attention_max_distance", 128),
        file.positive("layer_norm_epsilon", 1e-6),
        activation(file));
  }

  /** Older files say it in {@code feed_forward_proj} alone, where "gelu" means the tanh formula. */
  private static String activation(ConfigFile file) {
    if (file.has("dense_act_fn")) {
      return file.oneOf("dense_act_fn", "relu", "gelu_new");
    }
    return file.oneOf("feed_forward_proj", "relu", "gated-gelu").equals("relu")
        ? "relu"
        : "gelu_new";
  }

  /** The constants of the program {@code t5_encoder}. */
  Map<String, Object> constants(Precision precision) {
    return Map.of(
        "num_layers", numLayers,
        "num_heads", numHeads,
        "relative_attention_num_buckets", relativeAttentionNumBuckets,
        "relative_attention_max_distance", relativeAttentionMaxDistance,
        "layer_norm_epsilon", layerNormEpsilon,
        "dense_act_fn", activation,
        "precision", precision.scalarType());
  }
}
