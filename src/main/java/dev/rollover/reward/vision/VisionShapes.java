package dev.rollover.reward.vision;

import dev.rollover.model.WeightShapes;

/** The names and shapes of the weights of towers for images. */
public final class VisionShapes {

  private VisionShapes() {}

  /** Of a CLIP's tower, but for what makes one direction of its states. */
  public static WeightShapes clipImageStates(VisionConfig vision) {
    int channels = vision.hiddenSize();
    return visionTower(vision, vision.patches() + 1)
        .weight("vision_model.embeddings.class_embedding", channels)
        .norm("vision_model.pre_layrnorm", channels);
  }

  /**
   * Of a tower as CLIP and SigLIP have it.
   *
   * @param positions that have an embedding
   */
  public static WeightShapes visionTower(VisionConfig vision, int positions) {
    int channels = vision.hiddenSize();
    int patch = vision.patchSize();
    return new WeightShapes()
        .weight("vision_model.embeddings.patch_embedding.weight", channels, 3, patch, patch)
        .weight("vision_model.embeddings.position_embedding.weight", positions, channels)
        .clipEncoder(
            "vision_model.encoder", vision.numHiddenLayers(), channels, vision.intermediateSize())
        .norm("vision_model.post_layernorm", channels);
  }
}
