package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a {@code T5EncoderModel}, from its {@code config.json}.
 *
 * @param vocabSize tokens that there are
 * @param dModel channels of a token
 * @param dKv channels of a head
 * @param dFf channels within a feed-forward
 * @param activation of the feed-forward
 * @param gated whether the feed-forward has a gate, which the activation is of
 */
public record T5Config(
    int vocabSize,
    int dModel,
    int dKv,
    int dFf,
    int numLayers,
    int numHeads,
    int relativeAttentionNumBuckets,
    int relativeAttentionMaxDistance,
    double layerNormEpsilon,
    String activation,
    boolean gated) {

  private static final String EMBEDDING = "shared.weight";
  private static final String TIED = "encoder.embed_tokens.weight";

  public static T5Config read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.ofNetwork(folder);
    file.oneOf("model_type", "t5");
    return new T5Config(
        file.size("vocab_size", 32128),
        file.size("d_model", 512),
        file.size("d_kv", 64),
        file.size("d_ff", 2048),
        file.size("num_layers", 6),
        file.size("num_heads", 8),
        file.size("relative_attention_num_buckets", 32),
        file.size("relative_attention_max_distance", 128),
        file.positive("layer_norm_epsilon", 1e-6),
        activation(file),
        gated(file));
  }

  private static boolean gated(ConfigFile file) {
    boolean gated = projection(file).startsWith("gated-");
    if (file.flag("is_gated_act", gated) != gated) {
      throw file.wrong(
          "is_gated_act", "is %s where feed_forward_proj is %s".formatted(gated, projection(file)));
    }
    return gated;
  }

  private static String projection(ConfigFile file) {
    return file.oneOf("feed_forward_proj", "relu", "gated-gelu", "gated-relu", "gelu_new");
  }

  /** Older files say it in {@code feed_forward_proj} alone, where "gelu" means the tanh formula. */
  private static String activation(ConfigFile file) {
    if (file.has("dense_act_fn")) {
      return file.oneOf("dense_act_fn", "relu", "gelu_new");
    }
    return projection(file).endsWith("relu") ? "relu" : "gelu_new";
  }

  /** Texts to one vector a token. */
  public NetworkDefinition network() {
    return new NetworkDefinition(
            "t5_encoder",
            constants(),
            NetworkWeights.of(shapes()).storedAs(T5Config::storedAs).beside(T5Config::isNeedless))
        .inBlock(EMBEDDING)
        .inBlocks("encoder.block.", numLayers);
  }

  private WeightShapes shapes() {
    int inner = numHeads * dKv;
    WeightShapes shapes = new WeightShapes().weight(EMBEDDING, vocabSize, dModel);
    for (int index = 0; index < numLayers; index++) {
      String attention = "encoder.block.%d.layer.0.".formatted(index);
      String forward = "encoder.block.%d.layer.1.".formatted(index);
      shapes
          .weight(attention + "SelfAttention.q.weight", inner, dModel)
          .weight(attention + "SelfAttention.k.weight", inner, dModel)
          .weight(attention + "SelfAttention.v.weight", inner, dModel)
          .weight(attention + "SelfAttention.o.weight", dModel, inner)
          .weight(attention + "layer_norm.weight", dModel)
          .weight(forward + "layer_norm.weight", dModel)
          .weight(forward + "DenseReluDense.wo.weight", dModel, dFf);
      for (String in : gated ? List.of("wi_0", "wi_1") : List.of("wi")) {
        shapes.weight("%sDenseReluDense.%s.weight".formatted(forward, in), dFf, dModel);
      }
    }
    String distances = "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight";
    return shapes
        .weight(distances, relativeAttentionNumBuckets, numHeads)
        .weight("encoder.final_layer_norm.weight", dModel);
  }

  /** The embedding has two names, of which a file has one or both. */
  private static List<String> storedAs(String name) {
    return name.equals(EMBEDDING) ? List.of(EMBEDDING, TIED) : List.of(name);
  }

  /** A whole T5 has a decoder, and a layer that leads from it to words. */
  private static boolean isNeedless(String name) {
    return name.equals(TIED) || name.startsWith("decoder.") || name.equals("lm_head.weight");
  }

  /** The constants of the program {@code t5_encoder}. */
  private Map<String, Object> constants() {
    return Map.of(
        "num_layers", numLayers,
        "num_heads", numHeads,
        "relative_attention_num_buckets", relativeAttentionNumBuckets,
        "relative_attention_max_distance", relativeAttentionMaxDistance,
        "layer_norm_epsilon", layerNormEpsilon,
        "dense_act_fn", activation,
        "precision", Network.FLOAT32);
  }
}
