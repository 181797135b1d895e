package dev.rollover.model.flux2;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.NegativeText;
import dev.rollover.model.Placement;
import dev.rollover.model.PromptReading;
import dev.rollover.model.RgbImage;
import dev.rollover.model.TokenRow;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A FLUX.2 klein in diffusers' folder layout ({@code Flux2KleinPipeline}), loaded on one device or
 * on several. Given a prompt and a size it is a {@link FlowModel}; many of them, for many jobs,
 * share it.
 */
final class Flux2Model implements AutoCloseable {

  private static final String ENCODE = "encode";
  private static final String VELOCITY = "velocity";

  private final Flux2Configs configs;
  private final PromptReading reading;
  private final TextTokens tokens;
  private final Flux2Replicas replicas;

  private Flux2Model(
      Flux2Configs configs, PromptReading reading, TextTokens tokens, Flux2Replicas replicas) {
    this.configs = configs;
    this.reading = reading;
    this.tokens = tokens;
    this.replicas = replicas;
  }

  /**
   * Loads a folder.
   *
   * @param folder with {@code model_index.json}
   * @param variant of the weights' files, or null for the usual ones
   * @param maxSequenceLength most tokens of a text, or null for as many as the pipeline takes
   * @param placement on which devices, for all of the model's life
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  static Flux2Model load(
      Path folder,
      @Nullable String variant,
      @Nullable Integer maxSequenceLength,
      Placement placement)
      throws IOException {
    Flux2Parts parts = Flux2Parts.read(folder, variant);
    TextTokens tokens = TextTokens.open(folder.resolve("tokenizer"));
    try {
      int longest = maxSequenceLength == null ? tokens.length() : maxSequenceLength;
      if (longest > tokens.length()) {
        throw new ModelFormatException(
            folder.resolve("tokenizer"),
            "gives %d tokens, where max-sequence-length is to be %d"
                .formatted(tokens.length(), longest));
      }
      PromptReading reading =
          new PromptReading(null, !parts.configs().distilled(), longest, tokens.length());
      return new Flux2Model(parts.configs(), reading, tokens, new Flux2Replicas(parts, placement));
    } catch (IOException | RuntimeException e) {
      tokens.close();
      throw e;
    }
  }

  /**
   * Encodes a prompt, and a negative prompt if there is one.
   *
   * @throws IllegalArgumentException if the size is no multiple of {@link #sizeMultiple()}, or if
   *     the model cannot be guided so
   */
  FlowModel prepare(Conditions conditions) {
    LatentPacking packing = packing(conditions.width(), conditions.height());
    requireGuidance(conditions);
    int length = conditions.tokens() == null ? reading.tokens() : conditions.tokens();
    List<TokenRow> rows =
        Stream.of(conditions.prompt(), conditions.negativePrompt())
            .filter(Objects::nonNull)
            .map(prompt -> tokens.of(prompt, length))
            .toList();
    List<float[]> texts =
        replicas
            .encoders()
            .submit(encodeKey(length), rows, Flux2Encoder::encode, conditions.account());
    Double scale = conditions.guidance();
    NegativeText<float[]> negative =
        scale == null ? null : new NegativeText<>(texts.getLast(), scale);
    VelocityShape shape = new VelocityShape(packing, length);
    return new PreparedFlux2(this, shape, texts.getFirst(), negative, conditions.account());
  }

  private void requireGuidance(Conditions conditions) {
    if (conditions.negativePrompt() != null && !reading.takesNegativePrompt()) {
      throw new IllegalArgumentException("this model takes no negative prompt");
    }
    if (conditions.negativePrompt() == null && conditions.guidance() != null) {
      throw new IllegalArgumentException("this model takes no guidance scale");
    }
  }

  private LatentPacking packing(int width, int height) {
    return configs.autoencoder().decoder().packing(width, height);
  }

  private BatchKey encodeKey(int length) {
    return new BatchKey(this, ENCODE, length);
  }

  /** The key of calls for prompts of the usual length. */
  BatchKey callKey(String operation, int width, int height) {
    LatentPacking packing = packing(width, height);
    return switch (operation) {
      case ENCODE -> encodeKey(reading.tokens());
      case VELOCITY -> key(operation, new VelocityShape(packing, reading.tokens()), packing);
      default -> key(operation, packing, packing);
    };
  }

  private BatchKey key(String operation, Object shape, LatentPacking packing) {
    long pixels = configs.autoencoder().decoder().pixels(packing);
    return new BatchKey(this, operation, shape, pixels);
  }

  double timeShift(LatentPacking packing, int steps) {
    return configs.timeShift(packing.packedShape().tokens(), steps);
  }

  List<float[]> velocity(VelocityShape shape, List<VelocityRow> rows, DeviceAccount account) {
    return replicas
        .transformers()
        .submit(
            key(VELOCITY, shape, shape.packing()),
            rows,
            (transformer, batch) -> transformer.velocity(shape.packing(), batch),
            account);
  }

  List<RgbImage> decode(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    return replicas
        .decoders()
        .submit(
            key("decode", packing, packing),
            latents,
            (decoder, batch) -> decoder.decode(packing, batch),
            account);
  }

  /** On which devices it is. */
  ModelDevices devices() {
    return replicas.devices();
  }

  /** How it reads prompts. */
  PromptReading reading() {
    return reading;
  }

  /** Whether the end of a prompt is left out, as it is longer than so many tokens. */
  boolean cuts(String prompt, int most) {
    return tokens.cuts(prompt, most);
  }

  /** Pixels of which a width and a height must be a multiple. */
  int sizeMultiple() {
    return configs.autoencoder().decoder().sizeMultiple();
  }

  /** Pixels along a side of the images it was trained on. */
  int trainedSize() {
    return configs.autoencoder().decoder().sampleSize();
  }

  @Override
  public void close() {
    replicas.close();
    tokens.close();
  }
}
