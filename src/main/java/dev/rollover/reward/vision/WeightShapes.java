package dev.rollover.reward.vision;

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

  /** The weight and the bias of a layer norm. */
  public WeightShapes norm(String name, long channels) {
    return weight(name + ".weight", channels).weight(name + ".bias", channels);
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

  /** Of a CLIP's tower for images, but for what makes one direction of its states. */
  public WeightShapes clipImageStates(VisionConfig vision) {
    int channels = vision.hiddenSize();
    return visionTower(vision, vision.patches() + 1)
        .weight("vision_model.embeddings.class_embedding", channels)
        .norm("vision_model.pre_layrnorm", channels);
  }

  /**
   * Of a tower for images as CLIP and SigLIP have it.
   *
   * @param positions that have an embedding
   */
  public WeightShapes visionTower(VisionConfig vision, int positions) {
    int channels = vision.hiddenSize();
    int patch = vision.patchSize();
    return weight("vision_model.embeddings.patch_embedding.weight", channels, 3, patch, patch)
        .weight("vision_model.embeddings.position_embedding.weight", positions, channels)
        .clipEncoder(
            "vision_model.encoder", vision.numHiddenLayers(), channels, vision.intermediateSize())
        .norm("vision_model.post_layernorm", channels);
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
