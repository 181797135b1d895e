package dev.rollover.model.flux;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.Placement;
import dev.rollover.model.RgbImage;
import dev.rollover.model.Tokenizer;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A FLUX in diffusers' folder layout ({@code FluxPipeline}), loaded on one device or on several.
 * Given a prompt and a size it is a {@link FlowModel}; many of them, for many jobs, share it.
 */
public final class FluxModel implements AutoCloseable {

  private static final String ENCODE = "encode";

  /** What FLUX takes when nobody says otherwise. */
  private static final double DEFAULT_GUIDANCE = 3.5;

  /** The longest T5 text that {@code FluxPipeline} takes. */
  private static final int LONGEST_TEXT = 512;

  private final FluxConfigs configs;
  private final Tokenizer clipTokenizer;
  private final Tokenizer t5Tokenizer;
  private final FluxReplicas replicas;

  private FluxModel(
      FluxConfigs configs, Tokenizer clipTokenizer, Tokenizer t5Tokenizer, FluxReplicas replicas) {
    this.configs = configs;
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
    return load(FluxFolder.of(folder), Placement.on(new Place(device, calls)));
  }

  static FluxModel load(FluxFolder files, Placement placement) throws IOException {
    FluxConfigs configs = FluxConfigs.read(files);
    Path folder = files.path();
    Tokenizer clip =
        Tokenizer.open(folder.resolve("tokenizer"), configs.clip().maxPositionEmbeddings());
    try {
      Tokenizer t5 = Tokenizer.open(folder.resolve("tokenizer_2"), LONGEST_TEXT);
      try {
        return new FluxModel(configs, clip, t5, new FluxReplicas(files, configs, placement));
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
   * Encodes a prompt.
   *
   * @throws IllegalArgumentException if the size is no multiple of {@link #sizeMultiple()}, or if
   *     guidance is given to a model that takes none
   */
  public FlowModel prepare(Conditions conditions) {
    LatentPacking packing = packing(conditions.width(), conditions.height());
    double guidance = guidance(conditions);
    PromptTokens tokens =
        new PromptTokens(
            clipTokenizer.ids(conditions.prompt()), t5Tokenizer.ids(conditions.prompt()));
    TextEmbedding text =
        replicas
            .encoders()
            .<PromptTokens, TextEmbedding>submit(
                encodeKey(), List.of(tokens), FluxEncoders::encode, conditions.account())
            .getFirst();
    return new PreparedFlux(this, packing, text, guidance, conditions.account());
  }

  private LatentPacking packing(int width, int height) {
    int multiple = sizeMultiple();
    if (width < multiple || height < multiple || width % multiple != 0 || height % multiple != 0) {
      throw new IllegalArgumentException(
          "width and height are multiples of %d, not %d×%d".formatted(multiple, width, height));
    }
    int pixels = configs.autoencoder().pixelsPerLatent();
    return new LatentPacking(
        configs.autoencoder().latentChannels(), height / pixels, width / pixels);
  }

  private BatchKey encodeKey() {
    return new BatchKey(this, ENCODE, t5Tokenizer.length());
  }

  BatchKey callKey(String operation, int width, int height) {
    return operation.equals(ENCODE)
        ? encodeKey()
        : key(operation, packing(width, height));
  }

  private BatchKey key(String operation, LatentPacking packing) {
    int pixelsPerLatent = configs.autoencoder().pixelsPerLatent();
    long latents = (long) packing.width() * packing.height();
    return new BatchKey(this, operation, packing, latents * pixelsPerLatent * pixelsPerLatent);
  }

  private double guidance(Conditions conditions) {
    if (conditions.guidance() == null) {
      return DEFAULT_GUIDANCE;
    }
    if (!takesGuidance()) {
      throw new IllegalArgumentException("this model takes no guidance scale");
    }
    return conditions.guidance();
  }

  double timeShift(LatentPacking packing) {
    return configs.scheduler().shiftFor(packing.packedShape().tokens());
  }

  List<float[]> velocity(LatentPacking packing, List<VelocityRow> rows, DeviceAccount account) {
    return replicas
        .transformers()
        .submit(
            key("velocity", packing),
            rows,
            (transformer, batch) -> transformer.velocity(packing, batch),
            account);
  }

  List<float[]> gradients(LatentPacking packing, List<GradientRow> rows, DeviceAccount account) {
    BatchKey key = key("gradient", packing);
    return replicas
        .gradients()
        .submit(
            key, rows, (gradients, batch) -> gradients.of(packing, key.pixels(), batch), account);
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

  /** Whether the end of a prompt is left out, as it is longer than the model reads. */
  public boolean cuts(String prompt) {
    return t5Tokenizer.cuts(prompt);
  }

  /** Pixels of which a width and a height must be a multiple. */
  public int sizeMultiple() {
    return configs.autoencoder().pixelsPerLatent() * FluxConfigs.PATCH;
  }

  /** Pixels along a side of the images it was trained on. */
  public int trainedSize() {
    return configs.autoencoder().sampleSize();
  }

  /** Whether it was distilled to take a guidance scale. */
  public boolean takesGuidance() {
    return configs.transformer().guidanceEmbeds();
  }

  @Override
  public void close() {
    replicas.close();
    clipTokenizer.close();
    t5Tokenizer.close();
  }
}
