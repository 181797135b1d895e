package dev.rollover.model.flux2;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.pipeline.FolderCheck;
import dev.rollover.model.pipeline.FolderCheck.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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

  private static final String TRANSFORMER = "transformer";

  /**
   * Reads all of them, noting what is wrong with any and where they do not fit together.
   *
   * @return nothing where one cannot be read
   */
  static Optional<Flux2Configs> read(Path folder, FolderCheck check) throws IOException {
    Optional<Flux2Configs> configs = check.faults().of(() -> read(folder));
    configs.ifPresent(read -> read.requireFit(check));
    return configs;
  }

  private static Flux2Configs read(Path folder) throws IOException {
    ConfigFile index = ConfigFile.read(folder.resolve("model_index.json"));
    index.oneOf("_class_name", Flux2Family.PIPELINE);
    return new Flux2Configs(
        Flux2Config.read(folder.resolve(TRANSFORMER)),
        Flux2AutoencoderConfig.read(folder.resolve("vae")),
        Qwen3Config.read(folder.resolve("text_encoder"), TextTokens.LAYERS),
        SchedulerConfig.read(folder.resolve("scheduler")),
        index.flag("is_distilled", false));
  }

  private void requireFit(FolderCheck check) {
    Wanted latents =
        new Wanted(
            "4 times the vae's latent_channels",
            autoencoder.decoder().latentChannels() * LatentPacking.SQUARE);
    check.requireEqual(TRANSFORMER, "in_channels", transformer.inChannels(), latents);
    check.requireEqual(TRANSFORMER, "out_channels", transformer.outChannels(), latents);
    check.requireEqual(
        TRANSFORMER,
        "joint_attention_dim",
        transformer.jointAttentionDim(),
        new Wanted(
            "%d times the text_encoder's hidden_size".formatted(text.layers().size()),
            text.channels()));
    check.requireAxes(
        TRANSFORMER, "axes_dims_rope", transformer.axesDimsRope(), Flux2Config.PLACES);
  }

  /** The factor by which the model's own sampler shifts so many steps. */
  double timeShift(int imageTokens, int steps) {
    return scheduler.dynamic() ? EmpiricalShift.of(imageTokens, steps) : scheduler.shift();
  }
}
