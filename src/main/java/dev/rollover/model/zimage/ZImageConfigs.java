package dev.rollover.model.zimage;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.pipeline.FolderCheck;
import dev.rollover.model.pipeline.FolderCheck.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The configurations of all parts of a Z-Image folder, which fit together. */
record ZImageConfigs(
    ZImageConfig transformer,
    AutoencoderConfig autoencoder,
    Qwen3Config text,
    SchedulerConfig scheduler) {

  private static final String TRANSFORMER = "transformer";

  /**
   * Reads all of them, noting what is wrong with any and where they do not fit together.
   *
   * @return nothing where one cannot be read
   */
  static Optional<ZImageConfigs> read(Path folder, FolderCheck check) throws IOException {
    Path index = folder.resolve("model_index.json");
    check.faults().of(() -> ConfigFile.read(index).oneOf("_class_name", ZImageFamily.PIPELINE));
    check.faults().of(() -> SchedulerConfig.read(folder.resolve("scheduler")));
    Optional<ZImageConfigs> configs = check.faults().of(() -> read(folder));
    configs.ifPresent(read -> read.requireFit(check));
    return configs;
  }

  private static ZImageConfigs read(Path folder) throws IOException {
    return new ZImageConfigs(
        ZImageConfig.read(folder.resolve(TRANSFORMER)),
        AutoencoderConfig.read(folder.resolve("vae")),
        Qwen3Config.readBeforeLast(folder.resolve("text_encoder")),
        SchedulerConfig.read(folder.resolve("scheduler")));
  }

  private void requireFit(FolderCheck check) {
    check.requireEqual(
        TRANSFORMER,
        "in_channels",
        transformer.inChannels(),
        new Wanted("the vae's latent_channels", autoencoder.latentChannels()));
    check.requireEqual(
        TRANSFORMER,
        "cap_feat_dim",
        transformer.captionChannels(),
        new Wanted("the text_encoder's hidden_size", text.channels()));
  }

  /** Most pixels along a side of an image: further places have no angles. */
  int longestSide() {
    return transformer.longestSide() * autoencoder.sizeMultiple();
  }
}
