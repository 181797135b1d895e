package dev.rollover.model.pipeline;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Faults;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.model.Tokenizer;
import dev.rollover.model.lora.LoraTargets;
import dev.rollover.model.lora.Loras;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks the parts of a folder through, reading configurations and the headers of weights. */
public final class FolderCheck {

  private static final String CONFIG = "config.json";

  private final PipelineFiles files;
  private final Faults faults = new Faults();
  private final List<CheckedNetwork> found = new ArrayList<>();

  /** Looks nothing through yet. */
  public FolderCheck(PipelineFiles files) {
    this.files = files;
  }

  /** All that is wrong so far. */
  public Faults faults() {
    return faults;
  }

  /** A network of a part, unless something is wrong with it. */
  public Optional<CheckedNetwork> network(String part, CheckedNetwork.Reading reading)
      throws IOException {
    Optional<CheckedNetwork> network =
        CheckedNetwork.of(files.part(part), files.variant(), reading, faults);
    network.ifPresent(found::add);
    return network;
  }

  /**
   * What LoRAs make of the transformer's weights, unless something is wrong with one.
   *
   * @param targets the layers that they may update, if those are known
   */
  public Optional<WeightChange> loras(Optional<LoraTargets> targets) throws IOException {
    return targets.isEmpty()
        ? Optional.empty()
        : faults.of(() -> Loras.read(files.loras(), targets.get()));
  }

  /**
   * The preview decoder, if there is one with which nothing is wrong.
   *
   * @param autoencoder whose latents it is to decode, if that is known
   */
  public Optional<PipelineNetworks.LatentDecoder> preview(Optional<AutoencoderConfig> autoencoder)
      throws IOException {
    Path folder = files.preview();
    if (folder == null) {
      return Optional.empty();
    }
    Optional<TinyAutoencoderConfig> config = faults.of(() -> TinyAutoencoderConfig.read(folder));
    if (autoencoder.isPresent() && config.isPresent()) {
      faults.of(() -> config.get().requireFit(autoencoder.get(), folder));
    }
    return CheckedNetwork.of(
            folder, files.variant(), at -> TinyAutoencoderConfig.read(at).network(), faults)
        .map(
            network ->
                new PipelineNetworks.LatentDecoder(
                    network, LatentStatistics.of(config.orElseThrow())));
  }

  /** Reads from a part's configuration how many tokens it knows. */
  public interface Vocabulary {
    int of(Path folder) throws IOException;
  }

  /**
   * Looks a tokenizer through, and makes sure that the encoder of its texts knows all its tokens.
   */
  public void tokenizer(String part, String encoder, Vocabulary vocabulary) throws IOException {
    Path folder = files.part(part);
    Tokenizer.check(folder, faults);
    Optional<Integer> known = faults.of(() -> vocabulary.of(files.part(encoder)));
    Optional<Long> largest = faults.of(() -> Tokenizer.largestId(folder));
    if (known.isPresent() && largest.isPresent() && largest.get() >= known.get()) {
      faults.add(
          folder,
          "has tokens with ids up to %d, of which %s knows those below %d, its vocab_size"
              .formatted(largest.get(), encoder, known.get()));
    }
  }

  /** Makes sure that a field of a part's configuration says what another part calls for. */
  public void requireEqual(String part, String field, int is, Wanted wanted) {
    if (is != wanted.value()) {
      faults.add(
          files.part(part).resolve(CONFIG),
          field,
          "is %s, %d, not %d".formatted(wanted.as(), wanted.value(), is));
    }
  }

  /**
   * What another part calls for.
   *
   * @param as what it is called there
   */
  public record Wanted(String as, int value) {}

  /** Makes sure of the axes of places that a part's configuration names. */
  public void requireAxes(String part, String field, List<Integer> are, PositionIds places) {
    if (are.size() != places.axes()) {
      faults.add(
          files.part(part).resolve(CONFIG),
          field,
          "is %d numbers, not %s".formatted(places.axes(), are));
    }
  }

  /**
   * Ends the check. Some parts may lie there in one variant alone, as diffusers allows it; not all
   * of them.
   *
   * @throws dev.rollover.model.ModelFormatException with all that is wrong, if anything is
   */
  public void end() {
    String variant = files.variant();
    if (variant != null && found.stream().noneMatch(one -> one.isOfVariant(variant))) {
      faults.add(files.path(), "has no weights of the variant '%s' in any part".formatted(variant));
    }
    faults.throwIfAny();
  }
}
