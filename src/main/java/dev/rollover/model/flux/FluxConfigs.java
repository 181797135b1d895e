package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.DecoderTiles;
import dev.rollover.model.Faults;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.T5Config;
import dev.rollover.model.Tiling;
import dev.rollover.model.TinyAutoencoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of all parts of a FLUX folder, which fit together.
 *
 * @param preview of the preview decoder, if there is one
 */
record FluxConfigs(
    FluxConfig transformer,
    AutoencoderConfig autoencoder,
    T5Config t5,
    ClipTextConfig clip,
    SchedulerConfig scheduler,
    @Nullable TinyAutoencoderConfig preview) {

  /** FLUX packs two by two positions of the latent image into one token. */
  static final int PATCH = 2;

  /**
   * Reads all of them, noting what is wrong with any and where they do not fit together.
   *
   * @return nothing where one cannot be read
   */
  static Optional<FluxConfigs> read(FluxFolder files, Faults faults) throws IOException {
    Path folder = files.path();
    Path index = folder.resolve("model_index.json");
    faults.of(() -> ConfigFile.read(index).oneOf("_class_name", FluxFamily.PIPELINE));
    faults.of(() -> SchedulerConfig.read(folder.resolve("scheduler")));
    Optional<FluxConfigs> configs = faults.of(() -> read(files));
    if (configs.isPresent()) {
      configs.get().requireFit(files, faults);
    }
    return configs;
  }

  private static FluxConfigs read(FluxFolder files) throws IOException {
    Path folder = files.path();
    return new FluxConfigs(
        FluxConfig.read(folder.resolve("transformer")),
        AutoencoderConfig.read(folder.resolve("vae")),
        T5Config.read(folder.resolve("text_encoder_2")),
        ClipTextConfig.read(folder.resolve("text_encoder")),
        SchedulerConfig.read(folder.resolve("scheduler")),
        files.preview() == null ? null : TinyAutoencoderConfig.read(files.preview()));
  }

  /** The tiles in which images are decoded that are larger than them; null for none. */
  @Nullable DecoderTiles tiles(Tiling tiling) {
    int scale = autoencoder.pixelsPerLatent();
    return tiling == Tiling.ON ? DecoderTiles.of(autoencoder.sampleSize(), scale) : null;
  }

  private void requireFit(FluxFolder files, Faults faults) throws IOException {
    Path file = files.path().resolve("transformer").resolve("config.json");
    int packed = autoencoder.latentChannels() * PATCH * PATCH;
    String latents = "4 times the vae's latent_channels";
    requireEqual(faults, file, "in_channels", transformer.inChannels(), packed, latents);
    requireEqual(faults, file, "out_channels", transformer.outChannels(), packed, latents);
    requireEqual(
        faults,
        file,
        "joint_attention_dim",
        transformer.jointAttentionDim(),
        t5.dModel(),
        "text_encoder_2's d_model");
    requireEqual(
        faults,
        file,
        "pooled_projection_dim",
        transformer.pooledProjectionDim(),
        clip.hiddenSize(),
        "text_encoder's hidden_size");
    if (transformer.axesDimsRope().size() != PositionIds.AXES) {
      faults.add(
          file,
          "axes_dims_rope",
          "is %d numbers, not %s".formatted(PositionIds.AXES, transformer.axesDimsRope()));
    }
    if (preview != null && files.preview() != null) {
      Path folder = files.preview();
      faults.of(() -> preview.requireFit(autoencoder, folder));
    }
  }

  private static void requireEqual(
      Faults faults, Path file, String field, int is, int fits, String other) {
    if (is != fits) {
      faults.add(file, field, "is %s, %d, not %d".formatted(other, fits, is));
    }
  }
}
