package dev.rollover.model;

import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The sizes of a {@code Qwen3Model} that encodes texts, from its {@code config.json}.
 *
 * @param layers after how many of its layers states are taken, rising; those after the last are
 *     neither loaded nor run
 */
public record Qwen3Config(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int numHiddenLayers,
    int numAttentionHeads,
    int numKeyValueHeads,
    int headDim,
    double rmsNormEps,
    double ropeTheta,
    List<Integer> layers) {

  private static final double THETA = 10000;
  private static final String LAYERS = "num_hidden_layers";
  private static final String HEADS = "num_attention_heads";
  private static final String PREFIX = "model.";
  private static final String EMBEDDING = "embed_tokens.weight";

  /**
   * Reads a folder.
   *
   * @param layers after how many of its layers states are taken, rising
   */
  public static Qwen3Config read(Path folder, List<Integer> layers) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("model_type", "qwen3");
    file.oneOf("hidden_act", "silu");
    requirePlainAttention(file);
    int heads = file.size(HEADS, 32);
    Qwen3Config config =
        new Qwen3Config(
            file.size("vocab_size", 151936),
            file.size("hidden_size", 4096),
            file.size("intermediate_size", 22016),
            file.size(LAYERS, 32),
            heads,
            file.size("num_key_value_heads", heads),
            file.size("head_dim", 128),
            file.positive("rms_norm_eps", 1e-6),
            ropeTheta(file),
            layers);
    config.check(file);
    return config;
  }

  private void check(ConfigFile file) {
    if (numHiddenLayers < layers.getLast()) {
      throw file.wrong(
          LAYERS,
          "is at least %d, as the states after %s layers are taken, not %d"
              .formatted(layers.getLast(), layers, numHiddenLayers));
    }
    if (numAttentionHeads % numKeyValueHeads != 0) {
      throw file.wrong(
          HEADS,
          "is a multiple of num_key_value_heads, %d, not %d"
              .formatted(numKeyValueHeads, numAttentionHeads));
    }
    if (headDim % 2 != 0) {
      throw file.wrong("head_dim", "is an even number, not " + headDim);
    }
  }

  private static void requirePlainAttention(ConfigFile file) {
    if (file.flag("attention_bias", false)) {
      throw file.wrong("attention_bias", "is false: there are no biases in Qwen3");
    }
    if (file.flag("use_sliding_window", false)) {
      throw file.wrong("use_sliding_window", "is false: all tokens attend to all before them");
    }
    if (file.has("layer_types")
        && !file.words("layer_types").stream().allMatch("full_attention"::equals)) {
      throw file.wrong("layer_types", "is full_attention for every layer");
    }
  }

  /** Newer files have it among other parameters of rotations, which stretch them. */
  private static double ropeTheta(ConfigFile file) {
    ConfigFile scaling =
        file.object(file.has("rope_parameters") ? "rope_parameters" : "rope_scaling");
    scaling.oneOf("rope_type", "default");
    scaling.oneOf("type", "default");
    return scaling.positive("rope_theta", file.positive("rope_theta", THETA));
  }

  /** Channels of a token: its states, one after another. */
  public int channels() {
    return hiddenSize * layers.size();
  }

  /**
   * Loads what the states need, from a file of the whole model or of its encoder alone.
   *
   * @throws ModelFormatException if a weight is missing or of another shape, naming it
   */
  public Network load(Path folder, Device device) throws IOException {
    UnaryOperator<String> storedAs =
        WeightFiles.shapes(folder).containsKey(EMBEDDING) ? name -> name : PREFIX::concat;
    return Network.load("qwen3_encoder", constants(), folder, shapes(), storedAs, device);
  }

  private Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(EMBEDDING, new long[] {vocabSize, hiddenSize});
    for (int layer = 0; layer < layers.getLast(); layer++) {
      putLayer("layers.%d".formatted(layer), shapes);
    }
    if (layers.getLast() == numHiddenLayers) {
      shapes.put("norm.weight", new long[] {hiddenSize});
    }
    return shapes;
  }

  private void putLayer(String name, Map<String, long[]> shapes) {
    long queries = (long) numAttentionHeads * headDim;
    long keys = (long) numKeyValueHeads * headDim;
    shapes.put(name + ".input_layernorm.weight", new long[] {hiddenSize});
    shapes.put(name + ".self_attn.q_proj.weight", new long[] {queries, hiddenSize});
    shapes.put(name + ".self_attn.k_proj.weight", new long[] {keys, hiddenSize});
    shapes.put(name + ".self_attn.v_proj.weight", new long[] {keys, hiddenSize});
    shapes.put(name + ".self_attn.o_proj.weight", new long[] {hiddenSize, queries});
    shapes.put(name + ".self_attn.q_norm.weight", new long[] {headDim});
    shapes.put(name + ".self_attn.k_norm.weight", new long[] {headDim});
    shapes.put(name + ".post_attention_layernorm.weight", new long[] {hiddenSize});
    shapes.put(name + ".mlp.gate_proj.weight", new long[] {intermediateSize, hiddenSize});
    shapes.put(name + ".mlp.up_proj.weight", new long[] {intermediateSize, hiddenSize});
    shapes.put(name + ".mlp.down_proj.weight", new long[] {hiddenSize, intermediateSize});
  }

  /** The constants of the program {@code qwen3_encoder}. */
  private Map<String, Object> constants() {
    return Map.of(
        "num_hidden_layers", numHiddenLayers,
        "hidden_states_layers", layers,
        "head_dim", headDim,
        "rope_theta", ropeTheta,
        "rms_norm_eps", rmsNormEps,
        "precision", Network.FLOAT32);
  }
}
