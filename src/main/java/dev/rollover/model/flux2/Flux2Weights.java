package dev.rollover.model.flux2;

import dev.rollover.model.WeightShapes;

/** The names and shapes of a {@code Flux2Transformer2DModel}'s weights. */
final class Flux2Weights {

  private final WeightShapes shapes = new WeightShapes();
  private final Flux2Config config;
  private final long width;

  Flux2Weights(Flux2Config config) {
    this.config = config;
    this.width = (long) config.attentionHeadDim() * config.numAttentionHeads();
    embedders();
    for (int block = 0; block < config.numLayers(); block++) {
      doubleBlock("transformer_blocks.%d".formatted(block));
    }
    for (int block = 0; block < config.numSingleLayers(); block++) {
      singleBlock("single_transformer_blocks.%d.attn".formatted(block));
    }
  }

  /** All of them. */
  WeightShapes shapes() {
    return shapes;
  }

  private void embedders() {
    weight("x_embedder", width, config.inChannels());
    weight("context_embedder", width, config.jointAttentionDim());
    embedder("time_guidance_embed.timestep_embedder");
    if (config.guidanceEmbeds()) {
      embedder("time_guidance_embed.guidance_embedder");
    }
    weight("double_stream_modulation_img.linear", 6 * width, width);
    weight("double_stream_modulation_txt.linear", 6 * width, width);
    weight("single_stream_modulation.linear", 3 * width, width);
    weight("norm_out.linear", 2 * width, width);
    weight("proj_out", config.outChannels(), width);
  }

  private void embedder(String name) {
    weight(name + ".linear_1", width, config.timestepChannels());
    weight(name + ".linear_2", width, width);
  }

  private void doubleBlock(String name) {
    for (String map : new String[] {"to_q", "to_k", "to_v", "to_out.0"}) {
      weight(name + ".attn." + map, width, width);
    }
    for (String map : new String[] {"add_q_proj", "add_k_proj", "add_v_proj", "to_add_out"}) {
      weight(name + ".attn." + map, width, width);
    }
    for (String norm : new String[] {"norm_q", "norm_k", "norm_added_q", "norm_added_k"}) {
      weight(name + ".attn." + norm, config.attentionHeadDim());
    }
    for (String feedForward : new String[] {".ff", ".ff_context"}) {
      weight(name + feedForward + ".linear_in", 2L * config.mlpChannels(), width);
      weight(name + feedForward + ".linear_out", width, config.mlpChannels());
    }
  }

  private void singleBlock(String name) {
    weight(name + ".to_qkv_mlp_proj", 3 * width + 2L * config.mlpChannels(), width);
    weight(name + ".to_out", width, width + config.mlpChannels());
    weight(name + ".norm_q", config.attentionHeadDim());
    weight(name + ".norm_k", config.attentionHeadDim());
  }

  private void weight(String layer, long... shape) {
    shapes.weight(layer + ".weight", shape);
  }
}
