package dev.rollover.model.flux;

import dev.rollover.model.lora.LoraTargets;
import java.util.Map;

/**
 * The layers of FLUX.1's transformer that LoRAs update, by diffusers' names and by those of the
 * original program, which has queries, keys and values in one layer and, in single blocks, what
 * goes into the feed-forward too.
 */
final class FluxLoraTargets {

  private static final String EMBEDDERS = "time_text_embed.";

  private final LoraTargets targets;

  private FluxLoraTargets(Map<String, long[]> shapes) {
    this.targets = new LoraTargets(shapes);
  }

  /** Of a transformer. */
  static LoraTargets of(FluxConfig config) {
    FluxLoraTargets all = new FluxLoraTargets(new FluxWeights(config).shapes().all());
    for (int block = 0; block < config.numLayers(); block++) {
      all.doubleBlock("double_blocks." + block, "transformer_blocks." + block);
    }
    for (int block = 0; block < config.numSingleLayers(); block++) {
      all.singleBlock("single_blocks." + block, "single_transformer_blocks." + block);
    }
    all.ends(config.guidanceEmbeds());
    return all.targets;
  }

  private void doubleBlock(String name, String block) {
    String attention = block + ".attn.";
    targets
        .stacked(name + ".img_attn.qkv", attention + "to_q", attention + "to_k", attention + "to_v")
        .stacked(
            name + ".txt_attn.qkv",
            attention + "add_q_proj",
            attention + "add_k_proj",
            attention + "add_v_proj")
        .stacked(name + ".img_attn.proj", attention + "to_out.0")
        .stacked(name + ".txt_attn.proj", attention + "to_add_out")
        .stacked(name + ".img_mlp.0", block + ".ff.net.0.proj")
        .stacked(name + ".img_mlp.2", block + ".ff.net.2")
        .stacked(name + ".txt_mlp.0", block + ".ff_context.net.0.proj")
        .stacked(name + ".txt_mlp.2", block + ".ff_context.net.2")
        .stacked(name + ".img_mod.lin", block + ".norm1.linear")
        .stacked(name + ".txt_mod.lin", block + ".norm1_context.linear");
  }

  private void singleBlock(String name, String block) {
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

  private void ends(boolean guided) {
    targets
        .stacked("img_in", "x_embedder")
        .stacked("txt_in", "context_embedder")
        .stacked("final_layer.linear", "proj_out")
        .swapped("final_layer.adaLN_modulation.1", "norm_out.linear");
    embedder("time_in", "timestep_embedder");
    embedder("vector_in", "text_embedder");
    if (guided) {
      embedder("guidance_in", "guidance_embedder");
    }
  }

  private void embedder(String name, String embedder) {
    targets
        .stacked(name + ".in_layer", EMBEDDERS + embedder + ".linear_1")
        .stacked(name + ".out_layer", EMBEDDERS + embedder + ".linear_2");
  }
}
