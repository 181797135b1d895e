package dev.rollover.model.flux2;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Faults;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All parts of a FLUX.2 klein folder, looked through as a whole before anything is loaded.
 *
 * @param statistics of the latents
 */
record Flux2Parts(
    Flux2Configs configs,
    CheckedNetwork text,
    CheckedNetwork transformer,
    CheckedNetwork decoder,
    LatentStatistics statistics) {

  /**
   * Looks a folder through, reading configurations, the headers of weights, and statistics.
   *
   * @param variant of the weights' files, such as {@code fp16}, or null for the usual ones
   * @throws dev.rollover.model.ModelFormatException with all that is missing, or says what no
   *     program here can do
   */
  static Flux2Parts read(Path folder, @Nullable String variant) throws IOException {
    return new Reading(folder, variant, new Faults()).parts();
  }

  private record Reading(Path folder, @Nullable String variant, Faults faults) {

    Flux2Parts parts() throws IOException {
      Optional<Flux2Configs> configs = Flux2Configs.read(folder, faults);
      Optional<CheckedNetwork> text =
          network("text_encoder", at -> Qwen3Config.read(at, TextTokens.LAYERS).network());
      Optional<CheckedNetwork> transformer =
          network("transformer", at -> Flux2Config.read(at).network());
      Optional<CheckedNetwork> decoder =
          network("vae", at -> Flux2AutoencoderConfig.read(at).network());
      Optional<LatentStatistics> statistics = Optional.empty();
      if (configs.isPresent() && decoder.isPresent()) {
        Path file = decoder.get().weights().file();
        statistics = faults.of(() -> LatentStatistics.read(file, configs.get().autoencoder()));
      }
      Tokenizer.check(folder.resolve("tokenizer"), faults);
      faults.of(() -> TextTokens.requireChat(folder.resolve("tokenizer")));
      faults.throwIfAny();
      return new Flux2Parts(
          configs.orElseThrow(),
          text.orElseThrow(),
          transformer.orElseThrow(),
          decoder.orElseThrow(),
          statistics.orElseThrow());
    }

    private Optional<CheckedNetwork> network(String name, CheckedNetwork.Reading reading)
        throws IOException {
      return CheckedNetwork.of(folder.resolve(name), variant, reading, faults);
    }
  }
}
