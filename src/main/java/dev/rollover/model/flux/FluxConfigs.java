package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ConfigFile;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.T5Config;
import dev.rollover.model.TinyAutoencoderConfig;
import java.io.IOException;
import java.nio.file.Path;
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

  static FluxConfigs read(FluxFolder files) throws IOException {
    Path folder = files.path();
    Path index = folder.resolve("model_index.json");
    ConfigFile.read(index).oneOf("_class_name", FluxFamily.PIPELINE);
    FluxConfigs configs =
        new FluxConfigs(
            FluxConfig.read(folder.resolve("transformer")),
            AutoencoderConfig.read(folder.resolve("vae")),
            T5Config.read(folder.resolve("text_encoder_2")),
            ClipTextConfig.read(folder.resolve("text_encoder")),
            SchedulerConfig.read(folder.resolve("scheduler")),
            files.preview() == null ? null : TinyAutoencoderConfig.read(files.preview()));
    configs.requireFit(folder);
    if (configs.preview() != null && files.preview() != null) {
      configs.preview().requireFit(configs.autoencoder(), files.preview());
    }
    return configs;
  }

  private void requireFit(Path folder) {
    int packed = autoencoder.latentChannels() * PATCH * PATCH;
    requireEqual(folder, "transformer's in_channels", transformer.inChannels(), packed);
    requireEqual(folder, "transformer's out_channels", transformer.outChannels(), packed);
    requireEqual(
        folder, "transformer's joint_attention_dim", transformer.jointAttentionDim(), t5.dModel());
    requireEqual(
        folder,
        "transformer's pooled_projection_dim",
        transformer.pooledProjectionDim(),
        clip.hiddenSize());
    requireEqual(
        folder,
        "transformer's number of axes_dims_rope",
        transformer.axesDimsRope().size(),
        PositionIds.AXES);
  }

  private static void requireEqual(Path folder, String what, int is, int fits) {
    if (is != fits) {
      throw new ModelFormatException(
          folder, "the %s is %d where the other parts need %d".formatted(what, is, fits));
    }
  }
}
