package dev.rollover.model.flux;

import dev.rollover.model.Conditions;
import dev.rollover.model.EncodedPrompts;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.NegativeText;
import dev.rollover.model.Placement;
import dev.rollover.model.PromptReading;
import dev.rollover.model.RgbImage;
import dev.rollover.model.Tokenizer;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A FLUX in diffusers' folder layout ({@code FluxPipeline}), loaded on one device or on several.
 * Given a prompt and a size it is a {@link FlowModel}; many of them, for many jobs, share it.
 */
public final class FluxModel implements AutoCloseable {

  private static final String ENCODE = "encode";
  private static final String VELOCITY = "velocity";
  private static final String GRADIENT = "gradient";

  /** What FLUX takes when nobody says otherwise. */
  private static final double DEFAULT_GUIDANCE = 3.5;

  /** The longest T5 text that {@code FluxPipeline} takes. */
  private static final int LONGEST_TEXT = 512;

  /** What schnell was distilled with, and is to be asked with. */
  private static final int USUAL_TEXT_WITHOUT_GUIDANCE = 256;

  private final FluxConfigs configs;
  private final PromptReading reading;
  private final EncodedPrompts<Text, TextEmbedding> encoded;
  private final Tokenizer clipTokenizer;
  private final Tokenizer t5Tokenizer;
  private final FluxReplicas replicas;

  /** What decides an encoding. */
  private record Text(String prompt, int length) {}

  private FluxModel(
      FluxConfigs configs,
      PromptReading reading,
      FluxSettings settings,
      Tokenizer clipTokenizer,
      Tokenizer t5Tokenizer,
      FluxReplicas replicas) {
    this.configs = configs;
    this.reading = reading;
    this.encoded = new EncodedPrompts<>(settings.promptCache(), TextEmbedding::bytes);
    this.clipTokenizer = clipTokenizer;
    this.t5Tokenizer = t5Tokenizer;
    this.replicas = replicas;
  }

  /**
   * Loads a folder, with the preview decoder in its {@code vae_preview} if there is one.
   *
   * @param folder with {@code model_index.json}
   * @param calls the way to the device, for all calls of the model's life
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  public static FluxModel load(Path folder, Device device, DeviceCalls calls) throws IOException {
    return load(folder, Placement.on(new Place(device, calls)));
  }

  /** The same on several devices. */
  public static FluxModel load(Path folder, Placement placement) throws IOException {
    return load(FluxFolder.of(folder), FluxSettings.USUAL, placement);
  }

  /**
   * Loads a folder.
   *
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  static FluxModel load(FluxFolder files, FluxSettings settings, Placement placement)
      throws IOException {
    FluxParts parts = FluxParts.read(files);
    FluxConfigs configs = parts.configs();
    Path folder = files.path();
    Tokenizer clip =
        Tokenizer.open(folder.resolve("tokenizer"), configs.clip().maxPositionEmbeddings());
    try {
      Tokenizer t5 = Tokenizer.open(folder.resolve("tokenizer_2"), LONGEST_TEXT);
      try {
        PromptReading reading =
            reading(folder, configs.transformer(), t5.length(), settings.maxSequenceLength());
        FluxReplicas replicas =
            new FluxReplicas(parts, placement, configs.tiles(settings.tiling()));
        return new FluxModel(configs, reading, settings, clip, t5, replicas);
      } catch (IOException | RuntimeException e) {
        t5.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      clip.close();
      throw e;
    }
  }

  /**
   * How a folder's prompts are read.
   *
   * @param ownTokens that its tokenizer gives
   * @param maxSequenceLength most tokens, or null for what is usual of such a model
   */
  private static PromptReading reading(
      Path folder, FluxConfig transformer, int ownTokens, @Nullable Integer maxSequenceLength) {
    boolean isDistilled = transformer.guidanceEmbeds();
    int usual = isDistilled ? LONGEST_TEXT : USUAL_TEXT_WITHOUT_GUIDANCE;
    int tokens = maxSequenceLength == null ? Math.min(usual, ownTokens) : maxSequenceLength;
    if (tokens > ownTokens) {
      throw new ModelFormatException(
          folder.resolve("tokenizer_2"),
          "gives %d tokens, where max-sequence-length is to be %d".formatted(ownTokens, tokens));
    }
    return new PromptReading(
        isDistilled ? DEFAULT_GUIDANCE : null, !isDistilled, tokens, ownTokens);
  }

  /**
   * Encodes a prompt, and a negative prompt if there is one.
   *
   * @throws IllegalArgumentException if the size is no multiple of {@link #sizeMultiple()}, or if
   *     the model cannot be guided so
   */
  public FlowModel prepare(Conditions conditions) {
    LatentPacking packing = packing(conditions.width(), conditions.height());
    requireGuidance(conditions);
    int length = conditions.tokens() == null ? reading.tokens() : conditions.tokens();
    List<TextEmbedding> texts =
        texts(
            Stream.of(conditions.prompt(), conditions.negativePrompt())
                .filter(Objects::nonNull)
                .map(prompt -> new Text(prompt, length))
                .toList(),
            conditions.account());
    double scale = conditions.guidance() == null ? DEFAULT_GUIDANCE : conditions.guidance();
    NegativeText<TextEmbedding> negative =
        texts.size() > 1 ? new NegativeText<>(texts.getLast(), scale) : null;
    return new PreparedFlux(
        this, packing, length, texts.getFirst(), negative, scale, conditions.account());
  }

  /**
   * Encodings of texts of one length. A job that is alone takes none that others had made: in their
   * batches, last bits may have come out otherwise.
   */
  private List<TextEmbedding> texts(List<Text> texts, DeviceAccount account) {
    Map<Text, TextEmbedding> known = new HashMap<>();
    if (!account.alone()) {
      texts.forEach(text -> encoded.find(text).ifPresent(found -> known.put(text, found)));
    }
    List<Text> missing =
        texts.stream().filter(text -> !known.containsKey(text)).distinct().toList();
    if (!missing.isEmpty()) {
      List<TextEmbedding> made = encode(missing, account);
      for (int i = 0; i < missing.size(); i++) {
        known.put(missing.get(i), made.get(i));
        encoded.keep(missing.get(i), made.get(i));
      }
    }
    return texts.stream().map(text -> Objects.requireNonNull(known.get(text))).toList();
  }

  private List<TextEmbedding> encode(List<Text> texts, DeviceAccount account) {
    int length = texts.getFirst().length();
    List<PromptTokens> tokens =
        texts.stream()
            .map(
                text ->
                    new PromptTokens(
                        clipTokenizer.ids(text.prompt()), t5Tokenizer.ids(text.prompt(), length)))
            .toList();
    return replicas.encoders().submit(encodeKey(length), tokens, FluxEncoders::encode, account);
  }

  private LatentPacking packing(int width, int height) {
    return configs.autoencoder().packing(width, height);
  }

  private BatchKey encodeKey(int length) {
    return new BatchKey(this, ENCODE, length);
  }

  /** The key of calls for prompts of the usual length, without a negative one. */
  BatchKey callKey(String operation, int width, int height) {
    LatentPacking packing = packing(width, height);
    return switch (operation) {
      case ENCODE -> encodeKey(reading.tokens());
      case VELOCITY, GRADIENT ->
          key(operation, new VelocityShape(packing, reading.tokens(), false));
      default -> key(operation, packing);
    };
  }

  private BatchKey key(String operation, VelocityShape shape) {
    return new BatchKey(this, operation, shape, pixels(shape.packing()));
  }

  private BatchKey key(String operation, LatentPacking packing) {
    return new BatchKey(this, operation, packing, pixels(packing));
  }

  private long pixels(LatentPacking packing) {
    return configs.autoencoder().pixels(packing);
  }

  private void requireGuidance(Conditions conditions) {
    boolean hasNegative = conditions.negativePrompt() != null;
    if (hasNegative && !reading.takesNegativePrompt()) {
      throw new IllegalArgumentException("this model takes no negative prompt");
    }
    if (!hasNegative && conditions.guidance() != null && reading.usualGuidance() == null) {
      throw new IllegalArgumentException("this model takes no guidance scale");
    }
  }

  double timeShift(LatentPacking packing) {
    return configs.scheduler().shiftFor(packing.packedShape().tokens());
  }

  List<float[]> velocity(VelocityShape shape, List<VelocityRow> rows, DeviceAccount account) {
    return replicas
        .transformers()
        .submit(
            key(VELOCITY, shape),
            rows,
            (transformer, batch) -> transformer.velocity(shape.packing(), batch),
            account);
  }

  List<float[]> gradients(VelocityShape shape, List<GradientRow> rows, DeviceAccount account) {
    BatchKey key = key(GRADIENT, shape);
    return replicas
        .gradients()
        .submit(
            key,
            rows,
            (gradients, batch) -> gradients.of(shape.packing(), key.pixels(), batch),
            account);
  }

  /** Whether there is a device where gradients are taken. */
  boolean hasGradients() {
    return replicas.hasGradients();
  }

  List<RgbImage> decode(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    return replicas
        .decoders()
        .submit(
            key("decode", packing),
            latents,
            (decoders, batch) -> decoders.decode(packing, batch),
            account);
  }

  boolean hasPreview() {
    return replicas.decoders().any().hasPreview();
  }

  List<RgbImage> preview(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    return replicas
        .decoders()
        .submit(
            key("preview", packing),
            latents,
            (decoders, batch) -> decoders.preview(packing, batch),
            account);
  }

  /** On which devices it is. */
  ModelDevices devices() {
    return replicas.devices();
  }

  /** The words of a prompt that the model's vocabulary lacks, each once. */
  public List<String> unknownWords(String prompt) {
    return t5Tokenizer.unknownWords(prompt);
  }

  /** How a folder's prompts would be read, by its configuration alone. */
  static PromptReading reading(
      FluxFolder files, FluxConfigs configs, @Nullable Integer maxSequenceLength)
      throws IOException {
    int own = Tokenizer.length(files.path().resolve("tokenizer_2"), LONGEST_TEXT);
    return reading(files.path(), configs.transformer(), own, maxSequenceLength);
  }

  /** How it reads prompts. */
  public PromptReading reading() {
    return reading;
  }

  /** Whether the end of a prompt is left out, as it is longer than so many tokens. */
  public boolean cuts(String prompt, int tokens) {
    return t5Tokenizer.cuts(prompt, tokens);
  }

  /** Whether the end of a prompt does not get into its pooled text, as CLIP reads less than T5. */
  public boolean readsInPart(String prompt) {
    return clipTokenizer.cuts(prompt);
  }

  /** Pixels of which a width and a height must be a multiple. */
  public int sizeMultiple() {
    return configs.autoencoder().sizeMultiple();
  }

  /** Pixels along a side of the images it was trained on. */
  public int trainedSize() {
    return configs.autoencoder().sampleSize();
  }

  @Override
  public void close() {
    replicas.close();
    clipTokenizer.close();
    t5Tokenizer.close();
  }
}
