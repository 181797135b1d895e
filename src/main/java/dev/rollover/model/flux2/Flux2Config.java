package dev.rollover.model.flux2;

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
 * The sizes of a {@code Flux2Transformer2DModel}, from its {@code config.json}.
 *
 * @param inChannels of a packed latent's token
 * @param outChannels of a velocity's token
 * @param numLayers double blocks
 * @param numSingleLayers single blocks
 * @param attentionHeadDim channels of one head
 * @param jointAttentionDim channels of a text token
 * @param timestepChannels of the embedding of a time, even
 * @param mlpChannels within a feed-forward
 * @param axesDimsRope channels of a head that turn with each axis of the position ids
 * @param guidanceEmbeds whether it has an embedding of a guidance scale
 */
record Flux2Config(
    int inChannels,
    int outChannels,
    int numLayers,
    int numSingleLayers,
    int attentionHeadDim,
    int numAttentionHeads,
    int jointAttentionDim,
    int timestepChannels,
    int mlpChannels,
    List<Integer> axesDimsRope,
    double ropeTheta,
    double eps,
    boolean guidanceEmbeds) {

  /**
   * The places of tokens: the first axis is that of reference images, of which there are none here,
   * and the last counts the text's tokens.
   */
  static final PositionIds PLACES = new PositionIds(4, 3);

  static Flux2Config read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
    file.oneOf("_class_name", "Flux2Transformer2DModel");
    TransformerFields.requirePacked(file);
    int inChannels = file.size("in_channels", 128);
    int headDim = file.size("attention_head_dim", 128);
    int heads = file.size("num_attention_heads", 48);
    return new Flux2Config(
        inChannels,
        file.size("out_channels", inChannels),
        file.integer("num_layers", 8, 0),
        file.integer("num_single_layers", 48, 0),
        headDim,
        heads,
        file.size("joint_attention_dim", 15360),
        timestepChannels(file),
        (int) (headDim * heads * file.positive("mlp_ratio", 3)),
        TransformerFields.rotaryAxes(file, "axes_dims_rope", headDim, List.of(32, 32, 32, 32)),
        file.positive("rope_theta", 2000),
        file.positive("eps", 1e-6),
        file.flag("guidance_embeds", true));
  }

  private static int timestepChannels(ConfigFile file) {
    int channels = file.size("timestep_guidance_channels", 256);
    if (channels % 2 != 0) {
      throw file.wrong("timestep_guidance_channels", "is an even number, not " + channels);
    }
    return channels;
  }

  /** Latents to velocities. */
  NetworkDefinition network() {
    return new NetworkDefinition(
            "flux2_transformer_2d", constants(), NetworkWeights.of(new Flux2Weights(this).shapes()))
        .inBlocks("transformer_blocks.", numLayers)
        .inBlocks("single_transformer_blocks.", numSingleLayers);
  }

  /** Channels of a token between the blocks. */
  int innerDim() {
    return numAttentionHeads * attentionHeadDim;
  }

  /** The constants of the program {@code flux2_transformer_2d}. */
  private Map<String, Object> constants() {
    return Map.of(
        "num_layers", numLayers,
        "num_single_layers", numSingleLayers,
        "attention_head_dim", attentionHeadDim,
        "axes_dims_rope", axesDimsRope,
        "rope_theta", ropeTheta,
        "timestep_guidance_channels", timestepChannels,
        "eps", eps,
        "precision", Network.FLOAT32);
  }
}
