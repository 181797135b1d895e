package dev.rollover.model.flux;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.NetworkWeights;
import dev.rollover.model.pipeline.PositionIds;
import dev.rollover.model.pipeline.TransformerFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a {@code FluxTransformer2DModel}, from its {@code config.json}.
 *
 * @param inChannels of a packed latent's token
 * @param outChannels of a velocity's token
 * @param numLayers double blocks
 * @param numSingleLayers single blocks
 * @param attentionHeadDim channels of one head
 * @param numAttentionHeads heads of every attention
 * @param jointAttentionDim channels of a T5 token
 * @param pooledProjectionDim channels of the pooled CLIP text
 * @param guidanceEmbeds whether it was distilled to take a guidance scale
 * @param axesDimsRope channels of a head that turn with each axis of the position ids
 */
public record FluxConfig(
    int inChannels,
    int outChannels,
    int numLayers,
    int numSingleLayers,
    int attentionHeadDim,
    int numAttentionHeads,
    int jointAttentionDim,
    int pooledProjectionDim,
    boolean guidanceEmbeds,
    List<Integer> axesDimsRope) {

  /** The places of tokens: all 0 for every token of the text. */
  public static final PositionIds PLACES = new PositionIds(3, null);

  /** Reads {@code config.json} in a folder. */
  public static FluxConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.ofNetwork(folder);
    file.oneOf("_class_name", "FluxTransformer2DModel");
    TransformerFields.requirePacked(file);
    int inChannels = file.size("in_channels", 64);
    int headDim = file.size("attention_head_dim", 128);
    return new FluxConfig(
        inChannels,
        file.size("out_channels", inChannels),
        file.integer("num_layers", 19, 0),
        file.integer("num_single_layers", 38, 0),
        headDim,
        file.size("num_attention_heads", 24),
        file.size("joint_attention_dim", 4096),
        file.size("pooled_projection_dim", 768),
        file.flag("guidance_embeds", false),
        TransformerFields.rotaryAxes(file, "axes_dims_rope", headDim, List.of(16, 56, 56)));
  }

  /** Latents to velocities. */
  public NetworkDefinition network() {
    return new NetworkDefinition(
            "flux_transformer_2d", constants(), NetworkWeights.of(new FluxWeights(this).shapes()))
        .inBlocks("transformer_blocks.", numLayers)
        .inBlocks("single_transformer_blocks.", numSingleLayers);
  }

  /** Channels of a token between the blocks. */
  int innerDim() {
    return numAttentionHeads * attentionHeadDim;
  }

  /** The constants of the program {@code flux_transformer_2d}. */
  private Map<String, Object> constants() {
    return Map.of(
        "num_layers", numLayers,
        "num_single_layers", numSingleLayers,
        "attention_head_dim", attentionHeadDim,
        "axes_dims_rope", axesDimsRope,
        "guidance_embeds", guidanceEmbeds,
        "precision", Network.FLOAT32,
        "plain_attention", false);
  }
}
