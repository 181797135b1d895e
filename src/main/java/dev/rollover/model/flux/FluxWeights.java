package dev.rollover.model.flux;

import dev.rollover.model.WeightShapes;

/** The names and shapes of a {@code FluxTransformer2DModel}'s weights. */
record FluxWeights(FluxConfig config) {

  /** Numbers that a time, or a guidance scale, is first told by. */
  private static final int SINUSOIDS = 256;

  /** All of them. */
  WeightShapes shapes() {
    int dim = config.innerDim();
    WeightShapes shapes =
        new WeightShapes()
            .linear("x_embedder", dim, config.inChannels())
            .linear("context_embedder", dim, config.jointAttentionDim());
    embedder(shapes, "timestep", SINUSOIDS);
    if (config.guidanceEmbeds()) {
      embedder(shapes, "guidance", SINUSOIDS);
    }
    embedder(shapes, "text", config.pooledProjectionDim());
    for (int index = 0; index < config.numLayers(); index++) {
      doubleBlock(shapes, "transformer_blocks.%d.".formatted(index));
    }
    for (int index = 0; index < config.numSingleLayers(); index++) {
      singleBlock(shapes, "single_transformer_blocks.%d.".formatted(index));
    }
    return shapes
        .linear("norm_out.linear", 2L * dim, dim)
        .linear("proj_out", config.outChannels(), dim);
  }

  private void embedder(WeightShapes shapes, String of, int in) {
    String name = "time_text_embed.%s_embedder.".formatted(of);
    int dim = config.innerDim();
    shapes.linear(name + "linear_1", dim, in).linear(name + "linear_2", dim, dim);
  }

  private void doubleBlock(WeightShapes shapes, String name) {
    int dim = config.innerDim();
    shapes
        .linear(name + "norm1.linear", 6L * dim, dim)
        .linear(name + "norm1_context.linear", 6L * dim, dim);
    for (String layer :
        new String[] {
          "to_q", "to_k", "to_v", "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj", "to_add_out"
        }) {
      shapes.linear("%sattn.%s".formatted(name, layer), dim, dim);
    }
    for (String norm : new String[] {"norm_q", "norm_k", "norm_added_q", "norm_added_k"}) {
      headNorm(shapes, name, norm);
    }
    for (String forward : new String[] {"ff", "ff_context"}) {
      shapes
          .linear("%s%s.net.0.proj".formatted(name, forward), 4L * dim, dim)
          .linear("%s%s.net.2".formatted(name, forward), dim, 4L * dim);
    }
  }

  private void singleBlock(WeightShapes shapes, String name) {
    int dim = config.innerDim();
    shapes.linear(name + "norm.linear", 3L * dim, dim);
    for (String layer : new String[] {"to_q", "to_k", "to_v"}) {
      shapes.linear("%sattn.%s".formatted(name, layer), dim, dim);
    }
    headNorm(shapes, name, "norm_q");
    headNorm(shapes, name, "norm_k");
    shapes.linear(name + "proj_mlp", 4L * dim, dim).linear(name + "proj_out", dim, 5L * dim);
  }

  private void headNorm(WeightShapes shapes, String block, String norm) {
    shapes.weight("%sattn.%s.weight".formatted(block, norm), config.attentionHeadDim());
  }
}
