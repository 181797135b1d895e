package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Faults;
import dev.rollover.model.T5Config;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.model.Tokenizer;
import dev.rollover.model.lora.Loras;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All parts of a FLUX folder, looked through as a whole before anything is loaded.
 *
 * @param loras what is merged with the transformer's weights
 * @param preview decoder, if there is one
 */
record FluxParts(
    FluxConfigs configs,
    CheckedNetwork clip,
    CheckedNetwork t5,
    CheckedNetwork transformer,
    WeightChange loras,
    CheckedNetwork decoder,
    @Nullable CheckedNetwork preview) {

  /**
   * Looks a folder through, reading configurations and the headers of weights.
   *
   * @throws dev.rollover.model.ModelFormatException with all that is missing, or says what no
   *     program here can do
   */
  static FluxParts read(FluxFolder files) throws IOException {
    return new Reading(files, new Faults()).parts();
  }

  private record Reading(FluxFolder files, Faults faults) {

    FluxParts parts() throws IOException {
      Optional<FluxConfigs> configs = FluxConfigs.read(files, faults);
      Optional<CheckedNetwork> clip =
          network("text_encoder", folder -> ClipTextConfig.read(folder).network());
      Optional<CheckedNetwork> t5 =
          network("text_encoder_2", folder -> T5Config.read(folder).network());
      Optional<CheckedNetwork> transformer =
          network("transformer", folder -> FluxConfig.read(folder).network());
      Optional<WeightChange> loras = loras(configs);
      Optional<CheckedNetwork> decoder =
          network("vae", folder -> AutoencoderConfig.read(folder).decoderNetwork());
      Optional<CheckedNetwork> preview = preview();
      Tokenizer.check(part("tokenizer"), faults);
      Tokenizer.check(part("tokenizer_2"), faults);
      requireVariant(Stream.of(clip, t5, transformer, decoder).flatMap(Optional::stream).toList());
      faults.throwIfAny();
      return new FluxParts(
          configs.orElseThrow(),
          clip.orElseThrow(),
          t5.orElseThrow(),
          transformer.orElseThrow(),
          loras.orElse(WeightChange.NONE),
          decoder.orElseThrow(),
          preview.orElse(null));
    }

    private Path part(String name) {
      return files.path().resolve(name);
    }

    private Optional<CheckedNetwork> network(String name, CheckedNetwork.Reading reading)
        throws IOException {
      return CheckedNetwork.of(part(name), files.variant(), reading, faults);
    }

    private Optional<WeightChange> loras(Optional<FluxConfigs> configs) throws IOException {
      if (configs.isEmpty()) {
        return Optional.empty();
      }
      FluxConfig config = configs.get().transformer();
      return faults.of(() -> Loras.read(files.loras(), FluxLoraTargets.of(config)));
    }

    private Optional<CheckedNetwork> preview() throws IOException {
      return files.preview() == null
          ? Optional.empty()
          : CheckedNetwork.of(
              files.preview(),
              files.variant(),
              folder -> TinyAutoencoderConfig.read(folder).network(),
              faults);
    }

    /** Some parts may lie there in one variant alone, as diffusers allows it; not all of them. */
    private void requireVariant(List<CheckedNetwork> networks) {
      String variant = files.variant();
      if (variant != null && networks.stream().noneMatch(one -> one.isOfVariant(variant))) {
        faults.add(
            files.path(), "has no weights of the variant '%s' in any part".formatted(variant));
      }
    }
  }
}
