package dev.rollover.model;

import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sizes of a {@code CLIPTextModel}, or of a text tower that differs from it in little, from its
 * {@code config.json}.
 *
 * @param vocabSize tokens that there are
 * @param intermediateSize channels within a feed-forward
 * @param maxPositionEmbeddings the longest text, in tokens
 * @param eosTokenId the end-of-text token, or 2 in files older than that field's correction
 */
public record ClipTextConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int maxPositionEmbeddings,
    double layerNormEps,
    String hiddenAct,
    int eosTokenId) {

  public static ClipTextConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("model_type", "clip_text_model");
    return read(file);
  }

  /** Reads the fields of such a model, wherever in a file they are. */
  public static ClipTextConfig read(ConfigFile file) {
    return new ClipTextConfig(
        file.size("vocab_size", 49408),
        file.size("hidden_size", 512),
        file.size("intermediate_size", 2048),
        file.size("num_hidden_layers", 12),
        file.size("num_attention_heads", 8),
        file.size("max_position_embeddings", 77),
        file.positive("layer_norm_eps", 1e-5),
        file.oneOf("hidden_act", "quick_gelu", "gelu", "gelu_pytorch_tanh"),
        file.integer("eos_token_id", 49407, 0));
  }

  /** The constants of the program {@code clip_text}. */
  public Map<String, Object> constants(Precision precision) {
    return Map.of(
        "num_hidden_layers", numHiddenLayers,
        "num_attention_heads", numAttentionHeads,
        "layer_norm_eps", layerNormEps,
        "hidden_act", hiddenAct,
        "eos_token_id", eosTokenId,
        "precision", precision.scalarType());
  }
}
