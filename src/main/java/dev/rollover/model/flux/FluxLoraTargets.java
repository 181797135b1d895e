package dev.rollover.model.flux;

import dev.rollover.model.lora.LoraTargets;
import dev.rollover.model.lora.OriginalNames;

/**
 * The layers of FLUX.1's transformer that LoRAs update, by diffusers' names and by those of the
 * original program, which has queries, keys and values in one layer and, in single blocks, what
 * goes into the feed-forward too.
 */
final class FluxLoraTargets {

  private FluxLoraTargets() {}

  /** Of a transformer. */
  static LoraTargets of(FluxConfig config) {
    LoraTargets targets = new LoraTargets(new FluxWeights(config).shapes().all());
    OriginalNames names = new OriginalNames(targets);
    for (int block = 0; block < config.numLayers(); block++) {
      names.doubleBlock(block, "net.0.proj", "net.2");
      String name = "double_blocks." + block;
      targets
          .stacked(name + ".img_mod.lin", "transformer_blocks.%d.norm1.linear".formatted(block))
          .stacked(
              name + ".txt_mod.lin", "transformer_blocks.%d.norm1_context.linear".formatted(block));
    }
    for (int block = 0; block < config.numSingleLayers(); block++) {
      singleBlock(targets, "single_blocks." + block, "single_transformer_blocks." + block);
    }
    targets.swapped("final_layer.adaLN_modulation.1", "norm_out.linear");
    names
        .embedder("time_in", "time_text_embed.timestep_embedder")
        .embedder("vector_in", "time_text_embed.text_embedder");
    if (config.guidanceEmbeds()) {
      names.embedder("guidance_in", "time_text_embed.guidance_embedder");
    }
    return targets;
  }

  private static void singleBlock(LoraTargets targets, String name, String block) {
    String attention = block + ".attn.";
    targets
        .stacked(
            name + ".linear1",
            attention + "to_q",
            attention + "to_k",
            attention + "to_v",
            block + ".proj_mlp")
        .stacked(name + ".linear2", block + ".proj_out")
        .stacked(name + ".modulation.lin", block + ".norm.linear");
  }
}
