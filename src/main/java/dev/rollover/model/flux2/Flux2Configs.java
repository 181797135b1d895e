package dev.rollover.model.flux2;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.Faults;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.SchedulerConfig;
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

  /**
   * Reads all of them, noting what is wrong with any and where they do not fit together.
   *
   * @return nothing where one cannot be read
   */
  static Optional<Flux2Configs> read(Path folder, Faults faults) throws IOException {
    Optional<Flux2Configs> configs = faults.of(() -> read(folder));
    if (configs.isPresent()) {
      configs.get().requireFit(folder.resolve("transformer").resolve("config.json"), faults);
    }
    return configs;
  }

  private static Flux2Configs read(Path folder) throws IOException {
    ConfigFile index = ConfigFile.read(folder.resolve("model_index.json"));
    index.oneOf("_class_name", Flux2Family.PIPELINE);
    return new Flux2Configs(
        Flux2Config.read(folder.resolve("transformer")),
        Flux2AutoencoderConfig.read(folder.resolve("vae")),
        Qwen3Config.read(folder.resolve("text_encoder"), TextTokens.LAYERS),
        SchedulerConfig.read(folder.resolve("scheduler")),
        index.flag("is_distilled", false));
  }

  private void requireFit(Path file, Faults faults) {
    int packed = autoencoder.decoder().latentChannels() * LatentPacking.SQUARE;
    String latents = "4 times the vae's latent_channels";
    requireEqual(faults, file, "in_channels", transformer.inChannels(), packed, latents);
    requireEqual(faults, file, "out_channels", transformer.outChannels(), packed, latents);
    requireEqual(
        faults,
        file,
        "joint_attention_dim",
        transformer.jointAttentionDim(),
        text.channels(),
        "%d times the text_encoder's hidden_size".formatted(text.layers().size()));
    if (transformer.axesDimsRope().size() != PositionIds.AXES) {
      faults.add(
          file,
          "axes_dims_rope",
          "is %d numbers, not %s".formatted(PositionIds.AXES, transformer.axesDimsRope()));
    }
  }

  private static void requireEqual(
      Faults faults, Path file, String field, int is, int fits, String other) {
    if (is != fits) {
      faults.add(file, field, "is %s, %d, not %d".formatted(other, fits, is));
    }
  }

  /** The factor by which the model's own sampler shifts so many steps. */
  double timeShift(int imageTokens, int steps) {
    return scheduler.dynamic() ? EmpiricalShift.of(imageTokens, steps) : scheduler.shift();
  }
}
