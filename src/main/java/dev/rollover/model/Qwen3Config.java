package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final String NORM = "norm.weight";
  private static final Pattern LAYER = Pattern.compile("layers\\.([0-9]{1,6})\\.");

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

  /**
   * Reads a folder of which the states before the last layer are taken: transformers' {@code
   * hidden_states[-2]}.
   */
  public static Qwen3Config readBeforeLast(Path folder) throws IOException {
    int all = ConfigFile.read(folder.resolve("config.json")).size(LAYERS, 32);
    return read(folder, List.of(all - 1));
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
   * Bytes that encoding so many tokens takes beside the weights: in float32 max(3·F, 4·A) + (S +
   * 1)·H each, gate and value of the feed-forward of F channels, or attention's of A; beside hidden
   * states of S layers that are kept.
   */
  public long bytesToEncode(long tokens) {
    long gate = 3L * intermediateSize;
    long heads = 4L * numAttentionHeads * headDim;
    long kept = (layers.size() + 1L) * hiddenSize;
    return tokens * Float.BYTES * (Math.max(gate, heads) + kept);
  }

  /**
   * The network that the states need, from a file of the whole model or of its encoder alone, where
   * what comes after them may lie too.
   */
  public NetworkDefinition network() {
    NetworkWeights weights =
        NetworkWeights.of(shapes())
            .storedAs(name -> List.of(PREFIX + name, name))
            .beside(
                name -> isAfter(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name));
    return new NetworkDefinition("qwen3_encoder", constants(), weights)
        .inBlock("embed_tokens.")
        .inBlocks("layers.", layers.getLast());
  }

  private boolean isAfter(String name) {
    Matcher layer = LAYER.matcher(name);
    return name.equals(NORM)
        || name.equals("lm_head.weight")
        || (layer.lookingAt() && isLayerAfter(Integer.parseInt(layer.group(1))));
  }

  /** More layers than the configuration has are of another model. */
  private boolean isLayerAfter(int layer) {
    return layer >= layers.getLast() && layer < numHiddenLayers;
  }

  private WeightShapes shapes() {
    WeightShapes shapes = new WeightShapes().weight("embed_tokens.weight", vocabSize, hiddenSize);
    for (int layer = 0; layer < layers.getLast(); layer++) {
      addLayer(shapes, "layers.%d".formatted(layer));
    }
    return layers.getLast() == numHiddenLayers ? shapes.weight(NORM, hiddenSize) : shapes;
  }

  private void addLayer(WeightShapes shapes, String name) {
    long queries = (long) numAttentionHeads * headDim;
    long keys = (long) numKeyValueHeads * headDim;
    shapes
        .weight(name + ".input_layernorm.weight", hiddenSize)
        .weight(name + ".self_attn.q_proj.weight", queries, hiddenSize)
        .weight(name + ".self_attn.k_proj.weight", keys, hiddenSize)
        .weight(name + ".self_attn.v_proj.weight", keys, hiddenSize)
        .weight(name + ".self_attn.o_proj.weight", hiddenSize, queries)
        .weight(name + ".self_attn.q_norm.weight", headDim)
        .weight(name + ".self_attn.k_norm.weight", headDim)
        .weight(name + ".post_attention_layernorm.weight", hiddenSize)
        .weight(name + ".mlp.gate_proj.weight", intermediateSize, hiddenSize)
        .weight(name + ".mlp.up_proj.weight", intermediateSize, hiddenSize)
        .weight(name + ".mlp.down_proj.weight", hiddenSize, intermediateSize);
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
