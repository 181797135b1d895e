package dev.rollover.model.lora;

/**
 * What the original programs of FLUX.1 and FLUX.2 call layers, where they agree: queries, keys and
 * values are one layer there.
 */
public final class OriginalNames {

  private final LoraTargets targets;

  /** Adds names to a network's layers: those outside its blocks at once. */
  public OriginalNames(LoraTargets targets) {
    this.targets = targets;
    targets
        .stacked("img_in", "x_embedder")
        .stacked("txt_in", "context_embedder")
        .stacked("final_layer.linear", "proj_out");
  }

  /**
   * Adds those of a double block.
   *
   * @param in the first layer of a feed-forward
   * @param out its last
   */
  public OriginalNames doubleBlock(int index, String in, String out) {
    String name = "double_blocks." + index;
    String block = "transformer_blocks." + index;
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
        .stacked(name + ".img_mlp.0", block + ".ff." + in)
        .stacked(name + ".img_mlp.2", block + ".ff." + out)
        .stacked(name + ".txt_mlp.0", block + ".ff_context." + in)
        .stacked(name + ".txt_mlp.2", block + ".ff_context." + out);
    return this;
  }

  /** Adds those of an embedder's two layers. */
  public OriginalNames embedder(String name, String embedder) {
    targets
        .stacked(name + ".in_layer", embedder + ".linear_1")
        .stacked(name + ".out_layer", embedder + ".linear_2");
    return this;
  }
}
