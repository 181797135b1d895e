package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private static final String TEXT_ALONE = "clip_text_model";
  private static final String WHOLE = "clip";
  private static final String PREFIX = "text_model.";

  /** What a whole {@code CLIPModel} has beside its tower for texts. */
  private static final Set<String> OF_WHOLE =
      Set.of("text_projection.weight", "visual_projection.weight", "logit_scale");

  public static ClipTextConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.ofNetwork(folder);
    boolean isWhole = file.oneOf("model_type", TEXT_ALONE, WHOLE).equals(WHOLE);
    ConfigFile within = isWhole ? file.object("text_config") : file;
    ClipTextConfig config = read(within);
    if (config.hiddenSize % config.numAttentionHeads != 0) {
      throw within.wrong(
          "num_attention_heads",
          "divides hidden_size, %d, not %d".formatted(config.hiddenSize, config.numAttentionHeads));
    }
    return config;
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

  /** Texts to one vector each. */
  public NetworkDefinition network() {
    WeightShapes shapes = new WeightShapes().clipText(this);
    return new NetworkDefinition(
        "clip_text",
        constants(),
        NetworkWeights.of(shapes)
            .storedAs(ClipTextConfig::storedAs)
            .beside(name -> OF_WHOLE.contains(name) || name.startsWith("vision_model.")));
  }

  /** Newer releases of transformers write weights without the prefix of the older. */
  private static List<String> storedAs(String name) {
    return List.of(name, name.substring(PREFIX.length()));
  }

  /** The constants of the program {@code clip_text}. */
  public Map<String, Object> constants() {
    return Map.of(
        "num_hidden_layers", numHiddenLayers,
        "num_attention_heads", numAttentionHeads,
        "layer_norm_eps", layerNormEps,
        "hidden_act", hiddenAct,
        "eos_token_id", eosTokenId,
        "precision", Network.FLOAT32);
  }
}
