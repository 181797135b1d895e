package dev.rollover.model.flux2;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The configurations of all parts of a FLUX.2 klein folder, which fit together.
 *
 * @param distilled whether it was distilled to few steps without guidance
 */
record Flux2Configs(
    Flux2Config transformer,
    Flux2AutoencoderConfig autoencoder,
    Qwen3Config text,
    SchedulerConfig scheduler,
    boolean distilled) {

  static Flux2Configs read(Path folder) throws IOException {
    ConfigFile index = ConfigFile.read(folder.resolve("model_index.json"));
    index.oneOf("_class_name", Flux2Family.PIPELINE);
    Flux2Configs configs =
        new Flux2Configs(
            Flux2Config.read(folder.resolve("transformer")),
            Flux2AutoencoderConfig.read(folder.resolve("vae")),
            Qwen3Config.read(folder.resolve("text_encoder"), TextTokens.LAYERS),
            SchedulerConfig.read(folder.resolve("scheduler")),
            index.flag("is_distilled", false));
    configs.requireFit(folder);
    return configs;
  }

  private void requireFit(Path folder) {
    int packed = autoencoder.latentChannels() * LatentPacking.SQUARE;
    requireEqual(folder, "in_channels", transformer.inChannels(), packed);
    requireEqual(folder, "out_channels", transformer.outChannels(), packed);
    requireEqual(folder, "joint_attention_dim", transformer.jointAttentionDim(), text.channels());
    requireEqual(
        folder, "number of axes_dims_rope", transformer.axesDimsRope().size(), PositionIds.AXES);
  }

  private static void requireEqual(Path folder, String what, int is, int fits) {
    if (is != fits) {
      throw new ModelFormatException(
          folder,
          "the transformer's %s is %d where the other parts need %d".formatted(what, is, fits));
    }
  }

  /** The factor by which the model's own sampler shifts so many steps. */
  double timeShift(int imageTokens, int steps) {
    return scheduler.dynamic() ? EmpiricalShift.of(imageTokens, steps) : scheduler.shift();
  }
}
