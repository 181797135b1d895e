package dev.rollover.model.zimage;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.WeightShapes;

/** The names and shapes of a {@code ZImageTransformer2DModel}'s weights. */
final class ZImageWeights {

  /** Channels of a time as it is embedded, at most. */
  private static final int TIME = 256;

  /** Between the two layers that embed a time. */
  private static final int WITHIN_TIME = 1024;

  private final WeightShapes shapes = new WeightShapes();
  private final ZImageConfig config;
  private final long dim;

  /** Channels of an embedded time. */
  private final long condition;

  ZImageWeights(ZImageConfig config) {
    this.config = config;
    this.dim = config.dim();
    this.condition = Math.min(config.dim(), TIME);
    entrances();
    for (int block = 0; block < config.refinerLayers(); block++) {
      modulatedBlock("noise_refiner.%d".formatted(block));
      block("context_refiner.%d".formatted(block));
    }
    for (int block = 0; block < config.layers(); block++) {
      modulatedBlock("layers.%d".formatted(block));
    }
    shapes.linear("all_final_layer.2-1.adaLN_modulation.1", dim, condition);
    shapes.linear("all_final_layer.2-1.linear", patch(), dim);
  }

  /** All of them. */
  WeightShapes shapes() {
    return shapes;
  }

  private long patch() {
    return (long) LatentPacking.SQUARE * config.inChannels();
  }

  private void entrances() {
    shapes
        .linear("all_x_embedder.2-1", dim, patch())
        .weight("x_pad_token", 1, dim)
        .linear("t_embedder.mlp.0", WITHIN_TIME, TIME)
        .linear("t_embedder.mlp.2", condition, WITHIN_TIME)
        .weight("cap_embedder.0.weight", config.captionChannels())
        .linear("cap_embedder.1", dim, config.captionChannels())
        .weight("cap_pad_token", 1, dim);
  }

  private void modulatedBlock(String name) {
    shapes.linear(name + ".adaLN_modulation.0", 4 * dim, condition);
    block(name);
  }

  private void block(String name) {
    for (String map : new String[] {"to_q", "to_k", "to_v", "to_out.0"}) {
      shapes.weight("%s.attention.%s.weight".formatted(name, map), dim, dim);
    }
    if (config.qkNorm()) {
      shapes.weight(name + ".attention.norm_q.weight", config.headDim());
      shapes.weight(name + ".attention.norm_k.weight", config.headDim());
    }
    for (String norm : new String[] {"attention_norm", "ffn_norm"}) {
      shapes.weight("%s.%s1.weight".formatted(name, norm), dim);
      shapes.weight("%s.%s2.weight".formatted(name, norm), dim);
    }
    long within = (long) (config.dim() / 3.0 * 8);
    shapes
        .weight(name + ".feed_forward.w1.weight", within, dim)
        .weight(name + ".feed_forward.w2.weight", dim, within)
        .weight(name + ".feed_forward.w3.weight", within, dim);
  }
}
