package dev.rollover.reward.blip;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.Network;
import dev.rollover.reward.vision.VisionConfig;
import java.util.Map;

/**
 * The sizes of a BLIP's encoder for texts, from a {@code config.json}.
 *
 * @param intermediateSize channels within a feed-forward
 * @param encoderHiddenSize channels of what the tower for images gives
 * @param maxPositionEmbeddings the longest text, in tokens
 * @param padTokenId of tokens that are not attended to
 */
record BertConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int encoderHiddenSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int maxPositionEmbeddings,
    double layerNormEps,
    String hiddenAct,
    int padTokenId) {

  /**
   * Reads the fields, wherever in a file they are.
   *
   * @param heads where the file does not say
   * @param vision the tower for images, whose channels count, whatever the file says
   */
  static BertConfig read(ConfigFile file, int heads, VisionConfig vision) {
    BertConfig config =
        new BertConfig(
            file.size("vocab_size", 30524),
            file.size("hidden_size", 768),
            file.size("intermediate_size", 3072),
            vision.hiddenSize(),
            file.size("num_hidden_layers", 12),
            file.size("num_attention_heads", heads),
            file.size("max_position_embeddings", 512),
            file.positive("layer_norm_eps", 1e-12),
            file.oneOf("hidden_act", "gelu", "quick_gelu", "gelu_pytorch_tanh"),
            file.integer("pad_token_id", 0, 0));
    VisionConfig.requireHeads(file, config.hiddenSize, config.numAttentionHeads);
    return config;
  }

  /** The constants of the program {@code blip_text_state}. */
  Map<String, Object> constants() {
    return Map.of(
        "num_hidden_layers", numHiddenLayers,
        "num_attention_heads", numAttentionHeads,
        "layer_norm_eps", layerNormEps,
        "hidden_act", hiddenAct,
        "pad_token_id", padTokenId,
        "precision", Network.FLOAT32);
  }
}
