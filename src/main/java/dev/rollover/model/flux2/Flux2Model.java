package dev.rollover.model.flux2;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelDevices;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.Placement;
import dev.rollover.model.RgbImage;
import dev.rollover.model.TokenRow;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A FLUX.2 klein in diffusers' folder layout ({@code Flux2KleinPipeline}), loaded on one device or
 * on several. Given a prompt and a size it is a {@link FlowModel}; many of them, for many jobs,
 * share it.
 */
final class Flux2Model implements AutoCloseable {

  private static final String ENCODE = "encode";

  private final Flux2Configs configs;
  private final TextTokens tokens;
  private final Flux2Replicas replicas;

  private Flux2Model(Flux2Configs configs, TextTokens tokens, Flux2Replicas replicas) {
    this.configs = configs;
    this.tokens = tokens;
    this.replicas = replicas;
  }

  /**
   * Loads a folder.
   *
   * @param folder with {@code model_index.json}
   * @param placement on which devices, for all of the model's life
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  static Flux2Model load(Path folder, Placement placement) throws IOException {
    Flux2Configs configs = Flux2Configs.read(folder);
    TextTokens tokens = TextTokens.open(folder.resolve("tokenizer"));
    try {
      return new Flux2Model(configs, tokens, new Flux2Replicas(folder, configs, placement));
    } catch (IOException | RuntimeException e) {
      tokens.close();
      throw e;
    }
  }

  /**
   * Encodes a prompt.
   *
   * @throws IllegalArgumentException if the size is no multiple of {@link #sizeMultiple()}, or if
   *     guidance is given, which the model takes none of
   */
  FlowModel prepare(Conditions conditions) {
    LatentPacking packing = packing(conditions.width(), conditions.height());
    if (conditions.guidance() != null) {
      throw new IllegalArgumentException("this model takes no guidance scale");
    }
    float[] text =
        replicas
            .encoders()
            .<TokenRow, float[]>submit(
                encodeKey(),
                List.of(tokens.of(conditions.prompt())),
                Flux2Encoder::encode,
                conditions.account())
            .getFirst();
    return new PreparedFlux2(this, packing, text, conditions.account());
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
    return new BatchKey(this, ENCODE, tokens.length());
  }

  BatchKey callKey(String operation, int width, int height) {
    return operation.equals(ENCODE) ? encodeKey() : key(operation, packing(width, height));
  }

  private BatchKey key(String operation, LatentPacking packing) {
    int pixelsPerLatent = configs.autoencoder().pixelsPerLatent();
    long latents = (long) packing.width() * packing.height();
    return new BatchKey(this, operation, packing, latents * pixelsPerLatent * pixelsPerLatent);
  }

  double timeShift(LatentPacking packing, int steps) {
    return configs.timeShift(packing.packedShape().tokens(), steps);
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

  List<RgbImage> decode(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    return replicas
        .decoders()
        .submit(
            key("decode", packing),
            latents,
            (decoder, batch) -> decoder.decode(packing, batch),
            account);
  }

  /** On which devices it is. */
  ModelDevices devices() {
    return replicas.devices();
  }

  /** Whether the end of a prompt is left out, as it is longer than the model reads. */
  boolean cuts(String prompt) {
    return tokens.cuts(prompt);
  }

  /** Pixels of which a width and a height must be a multiple. */
  int sizeMultiple() {
    return configs.autoencoder().pixelsPerLatent() * 2;
  }

  /** Pixels along a side of the images it was trained on. */
  int trainedSize() {
    return configs.autoencoder().sampleSize();
  }

  @Override
  public void close() {
    replicas.close();
    tokens.close();
  }
}
