package dev.rollover.reward.blip;

import dev.rollover.model.WeightShapes;
import dev.rollover.reward.vision.VisionConfig;
import java.util.Map;

/** The names and shapes of a BLIP's weights. */
final class BlipWeights {

  private static final String VISION = "vision_model.";
  private static final String TEXT = "text_encoder.";

  private BlipWeights() {}

  /** Those of the tower for images. */
  static Map<String, long[]> vision(VisionConfig config) {
    int channels = config.hiddenSize();
    int patch = config.patchSize();
    WeightShapes shapes =
        new WeightShapes()
            .weight(VISION + "embeddings.class_embedding", 1, 1, channels)
            .weight(VISION + "embeddings.position_embedding", 1, config.patches() + 1L, channels)
            .weight(VISION + "embeddings.patch_embedding.weight", channels, 3, patch, patch)
            .weight(VISION + "embeddings.patch_embedding.bias", channels);
    for (int index = 0; index < config.numHiddenLayers(); index++) {
      String layer = "%sencoder.layers.%d".formatted(VISION, index);
      shapes
          .linear(layer + ".self_attn.qkv", 3L * channels, channels)
          .linear(layer + ".self_attn.projection", channels, channels)
          .norm(layer + ".layer_norm1", channels)
          .norm(layer + ".layer_norm2", channels)
          .feedForward(layer + ".mlp", channels, config.intermediateSize());
    }
    return shapes.norm(VISION + "post_layernorm", channels).all();
  }

  /** Those of the encoder for texts. */
  static Map<String, long[]> text(BertConfig config) {
    int channels = config.hiddenSize();
    String embeddings = TEXT + "embeddings.";
    WeightShapes shapes =
        new WeightShapes()
            .weight(embeddings + "word_embeddings.weight", config.vocabSize(), channels)
            .weight(
                embeddings + "position_embeddings.weight", config.maxPositionEmbeddings(), channels)
            .norm(embeddings + "LayerNorm", channels);
    for (int index = 0; index < config.numHiddenLayers(); index++) {
      String layer = "%sencoder.layer.%d".formatted(TEXT, index);
      attention(shapes, layer + ".attention", channels, channels);
      attention(shapes, layer + ".crossattention", channels, config.encoderHiddenSize());
      shapes
          .linear(layer + ".intermediate.dense", config.intermediateSize(), channels)
          .linear(layer + ".output.dense", channels, config.intermediateSize())
          .norm(layer + ".output.LayerNorm", channels);
    }
    return shapes.all();
  }

  private static void attention(WeightShapes shapes, String name, int channels, int seen) {
    shapes
        .linear(name + ".self.query", channels, channels)
        .linear(name + ".self.key", channels, seen)
        .linear(name + ".self.value", channels, seen)
        .linear(name + ".output.dense", channels, channels)
        .norm(name + ".output.LayerNorm", channels);
  }

  /** What ImageReward's own files call a weight. */
  static String ofImageReward(String name) {
    if (name.startsWith(TEXT)) {
      return "blip." + name;
    }
    return "blip.visual_encoder."
        + name.substring(VISION.length())
            .replace("embeddings.class_embedding", "cls_token")
            .replace("embeddings.position_embedding", "pos_embed")
            .replace("embeddings.patch_embedding", "patch_embed.proj")
            .replace("encoder.layers", "blocks")
            .replace("self_attn.qkv", "attn.qkv")
            .replace("self_attn.projection", "attn.proj")
            .replace("layer_norm", "norm")
            .replace("post_layernorm", "norm");
  }
}
