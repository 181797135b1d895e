package dev.rollover.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names and shapes of a network's weights, as they are listed one after another. */
public final class WeightShapes {

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  /** A weight by its whole name. */
  public WeightShapes weight(String name, long... shape) {
    shapes.put(name, shape);
    return this;
  }

  /** The weight and the bias of a linear layer. */
  public WeightShapes linear(String name, long out, long in) {
    return weight(name + ".weight", out, in).weight(name + ".bias", out);
  }

  /** The weight and the bias of a norm. */
  public WeightShapes norm(String name, long channels) {
    return weight(name + ".weight", channels).weight(name + ".bias", channels);
  }

  /** The weight and the bias of a convolution with a square kernel. */
  public WeightShapes conv(String name, long out, long in, long side) {
    return weight(name + ".weight", out, in, side, side).weight(name + ".bias", out);
  }

  /** The layers of a {@code CLIPEncoder}, or of one that is like it. */
  public WeightShapes clipEncoder(String name, int layers, int channels, int within) {
    for (int index = 0; index < layers; index++) {
      String layer = "%s.layers.%d".formatted(name, index);
      for (String projection : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
        linear("%s.self_attn.%s".formatted(layer, projection), channels, channels);
      }
      norm(layer + ".layer_norm1", channels);
      norm(layer + ".layer_norm2", channels);
      feedForward(layer + ".mlp", channels, within);
    }
    return this;
  }

  /**
   * Of a CLIP's tower for texts, or of one that is like it, but for what comes after its states.
   */
  public WeightShapes clipText(ClipTextConfig text) {
    int channels = text.hiddenSize();
    return weight("text_model.embeddings.token_embedding.weight", text.vocabSize(), channels)
        .weight(
            "text_model.embeddings.position_embedding.weight",
            text.maxPositionEmbeddings(),
            channels)
        .clipEncoder(
            "text_model.encoder", text.numHiddenLayers(), channels, text.intermediateSize())
        .norm("text_model.final_layer_norm", channels);
  }

  /** The two linear layers of a feed-forward. */
  public WeightShapes feedForward(String name, int channels, int within) {
    return linear(name + ".fc1", within, channels).linear(name + ".fc2", channels, within);
  }

  /** All of them, in the order of the list. */
  public Map<String, long[]> all() {
    return Collections.unmodifiableMap(shapes);
  }
}
