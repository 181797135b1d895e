package dev.rollover.model.zimage;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a {@code ZImageTransformer2DModel}, from its {@code config.json}.
 *
 * @param inChannels of a latent, before it is packed
 * @param dim channels of a token
 * @param layers main blocks
 * @param refinerLayers blocks that refine the image, and as many that refine captions
 * @param captionChannels of the text encoder's states
 * @param axesDims channels of a head that turn with each axis of a token's place
 * @param axesLens how many places there are along each axis
 * @param timeScale what a time is multiplied with before it is embedded
 * @param qkNorm whether queries and keys are normed
 * @param hasImages whether it could read images beside a prompt, which {@code ZImagePipeline} never
 *     gives it
 */
record ZImageConfig(
    int inChannels,
    int dim,
    int layers,
    int refinerLayers,
    int heads,
    int captionChannels,
    List<Integer> axesDims,
    List<Integer> axesLens,
    double ropeTheta,
    double timeScale,
    double normEps,
    boolean qkNorm,
    boolean hasImages) {

  /** Captions, rows and columns. */
  private static final int AXES = 3;

  private static final String AXES_DIMS = "axes_dims";
  private static final String AXES_LENS = "axes_lens";

  static ZImageConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.ofNetwork(folder);
    file.oneOf("_class_name", "ZImageTransformer2DModel");
    requireOne(file, "all_patch_size", 2);
    requireOne(file, "all_f_patch_size", 1);
    ZImageConfig config =
        new ZImageConfig(
            file.size("in_channels", 16),
            file.size("dim", 3840),
            file.integer("n_layers", 30, 0),
            file.integer("n_refiner_layers", 2, 0),
            file.size("n_heads", 30),
            file.size("cap_feat_dim", 2560),
            file.sizes(AXES_DIMS, List.of(32, 48, 48)),
            file.sizes(AXES_LENS, List.of(1024, 512, 512)),
            file.positive("rope_theta", 256),
            file.positive("t_scale", 1000),
            file.positive("norm_eps", 1e-5),
            file.flag("qk_norm", true),
            file.has("siglip_feat_dim"));
    config.check(file);
    return config;
  }

  /** Models with patches of several sizes have an entrance and an end for each. */
  private static void requireOne(ConfigFile file, String field, int only) {
    if (!file.sizes(field, List.of(only)).equals(List.of(only))) {
      throw file.wrong(field, "is [%d] in every Z-Image".formatted(only));
    }
  }

  private void check(ConfigFile file) {
    if (dim % heads != 0) {
      throw file.wrong("dim", "is a multiple of n_heads, %d, not %d".formatted(heads, dim));
    }
    if (axesDims.size() != AXES
        || axesDims.stream().mapToInt(Integer::intValue).sum() != headDim()
        || axesDims.stream().anyMatch(channels -> channels % 2 != 0)) {
      throw file.wrong(
          AXES_DIMS,
          "is %d even numbers that add up to dim / n_heads, %d, not %s"
              .formatted(AXES, headDim(), axesDims));
    }
    if (axesLens.size() != AXES || longestCaption() < 1) {
      throw file.wrong(
          AXES_LENS,
          "is %d numbers, the first more than 33, as captions have 32 tokens or more, not %s"
              .formatted(AXES, axesLens));
    }
  }

  /** Most tokens of a caption. */
  int longestCaption() {
    return Caption.longest(axesLens.getFirst());
  }

  /** Channels of one head. */
  int headDim() {
    return dim / heads;
  }

  /** Most tokens along a side of an image. */
  int longestSide() {
    return Math.min(axesLens.get(1), axesLens.get(2));
  }

  /** Latents to velocities. */
  NetworkDefinition network() {
    return new NetworkDefinition(
            "zimage_transformer_2d",
            constants(),
            NetworkWeights.of(new ZImageWeights(this).shapes())
                .beside(name -> hasImages && name.startsWith("siglip_")))
        .inBlocks("noise_refiner.", refinerLayers)
        .inBlocks("context_refiner.", refinerLayers)
        .inBlocks("layers.", layers);
  }

  /** The constants of the program {@code zimage_transformer_2d}. */
  private Map<String, Object> constants() {
    return Map.of(
        "n_layers",
        layers,
        "n_refiner_layers",
        refinerLayers,
        "head_dim",
        headDim(),
        AXES_DIMS,
        axesDims,
        "rope_theta",
        ropeTheta,
        "t_scale",
        timeScale,
        "norm_eps",
        normEps,
        "qk_norm",
        qkNorm,
        "precision",
        Network.FLOAT32);
  }
}
