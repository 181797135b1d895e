package dev.rollover.model.zimage;

import dev.rollover.model.lora.LoraTargets;

/**
 * The layers of Z-Image's transformer that LoRAs update, by diffusers' names and by those of the
 * original program, which has queries, keys and values in one layer.
 */
final class ZImageLoraTargets {

  private static final String FINAL = "final_layer.";
  private static final String EMBEDDER = "x_embedder";

  private ZImageLoraTargets() {}

  /** Of a transformer. */
  static LoraTargets of(ZImageConfig config) {
    LoraTargets targets = new LoraTargets(new ZImageWeights(config).shapes().all());
    for (int block = 0; block < config.refinerLayers(); block++) {
      attention(targets, "noise_refiner.%d.attention.".formatted(block));
      attention(targets, "context_refiner.%d.attention.".formatted(block));
    }
    for (int block = 0; block < config.layers(); block++) {
      attention(targets, "layers.%d.attention.".formatted(block));
    }
    String last = "all_" + FINAL + "2-1.";
    return targets
        .stacked(EMBEDDER, "all_" + EMBEDDER + ".2-1")
        .stacked(FINAL + "linear", last + "linear")
        .stacked(FINAL + "adaLN_modulation.1", last + "adaLN_modulation.1");
  }

  private static void attention(LoraTargets targets, String name) {
    targets
        .stacked(name + "qkv", name + "to_q", name + "to_k", name + "to_v")
        .stacked(name + "out", name + "to_out.0");
  }
}
