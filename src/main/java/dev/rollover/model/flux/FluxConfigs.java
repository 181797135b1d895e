package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.T5Config;
import dev.rollover.model.pipeline.FolderCheck;
import dev.rollover.model.pipeline.FolderCheck.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The configurations of all parts of a FLUX folder, which fit together. */
record FluxConfigs(
    FluxConfig transformer,
    AutoencoderConfig autoencoder,
    T5Config t5,
    ClipTextConfig clip,
    SchedulerConfig scheduler) {

  private static final String TRANSFORMER = "transformer";

  /**
   * Reads all of them, noting what is wrong with any and where they do not fit together.
   *
   * @return nothing where one cannot be read
   */
  static Optional<FluxConfigs> read(Path folder, FolderCheck check) throws IOException {
    Path index = folder.resolve("model_index.json");
    check.faults().of(() -> ConfigFile.read(index).oneOf("_class_name", FluxFamily.PIPELINE));
    check.faults().of(() -> SchedulerConfig.read(folder.resolve("scheduler")));
    Optional<FluxConfigs> configs = check.faults().of(() -> read(folder));
    configs.ifPresent(read -> read.requireFit(check));
    return configs;
  }

  private static FluxConfigs read(Path folder) throws IOException {
    return new FluxConfigs(
        FluxConfig.read(folder.resolve(TRANSFORMER)),
        AutoencoderConfig.read(folder.resolve("vae")),
        T5Config.read(folder.resolve("text_encoder_2")),
        ClipTextConfig.read(folder.resolve("text_encoder")),
        SchedulerConfig.read(folder.resolve("scheduler")));
  }

  private void requireFit(FolderCheck check) {
    Wanted latents =
        new Wanted(
            "4 times the vae's latent_channels",
            autoencoder.latentChannels() * LatentPacking.SQUARE);
    check.requireEqual(TRANSFORMER, "in_channels", transformer.inChannels(), latents);
    check.requireEqual(TRANSFORMER, "out_channels", transformer.outChannels(), latents);
    check.requireEqual(
        TRANSFORMER,
        "joint_attention_dim",
        transformer.jointAttentionDim(),
        new Wanted("text_encoder_2's d_model", t5.dModel()));
    check.requireEqual(
        TRANSFORMER,
        "pooled_projection_dim",
        transformer.pooledProjectionDim(),
        new Wanted("text_encoder's hidden_size", clip.hiddenSize()));
    check.requireAxes(TRANSFORMER, "axes_dims_rope", transformer.axesDimsRope(), FluxConfig.PLACES);
  }
}
