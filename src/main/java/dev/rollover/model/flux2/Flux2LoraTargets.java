package dev.rollover.model.flux2;

import dev.rollover.model.lora.LoraTargets;
import dev.rollover.model.lora.OriginalNames;

/**
 * The layers of FLUX.2's transformer that LoRAs update, by diffusers' names and by those of the
 * original program, as diffusers' {@code Flux2LoraLoaderMixin} has them; that takes both halves of
 * the last modulation as they come, where it swaps them in FLUX.1.
 */
final class Flux2LoraTargets {

  private Flux2LoraTargets() {}

  /** Of a transformer. */
  static LoraTargets of(Flux2Config config) {
    LoraTargets targets = new LoraTargets(new Flux2Weights(config).shapes().all());
    OriginalNames names = new OriginalNames(targets);
    for (int block = 0; block < config.numLayers(); block++) {
      names.doubleBlock(block, "linear_in", "linear_out");
    }
    for (int block = 0; block < config.numSingleLayers(); block++) {
      String attention = "single_transformer_blocks.%d.attn".formatted(block);
      targets
          .stacked("single_blocks.%d.linear1".formatted(block), attention + ".to_qkv_mlp_proj")
          .stacked("single_blocks.%d.linear2".formatted(block), attention + ".to_out");
    }
    for (String modulation :
        new String[] {
          "double_stream_modulation_img", "double_stream_modulation_txt", "single_stream_modulation"
        }) {
      targets.stacked(modulation + ".lin", modulation + ".linear");
    }
    targets.stacked("final_layer.adaLN_modulation.1", "norm_out.linear");
    names.embedder("time_in", "time_guidance_embed.timestep_embedder");
    if (config.guidanceEmbeds()) {
      names.embedder("guidance_in", "time_guidance_embed.guidance_embedder");
    }
    return targets;
  }
}
