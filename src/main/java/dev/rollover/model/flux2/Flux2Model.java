package dev.rollover.model.flux2;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.RgbImage;
import dev.rollover.model.TokenRow;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A FLUX.2 klein in diffusers' folder layout ({@code Flux2KleinPipeline}), loaded on a device.
 * Given a prompt and a size it is a {@link FlowModel}; many of them, for many jobs, share it.
 */
final class Flux2Model implements AutoCloseable {

  private static final String ENCODE = "encode";

  private final Flux2Configs configs;
  private final DeviceCalls calls;
  private final TextTokens tokens;
  private final Flux2Networks networks;

  private Flux2Model(
      Flux2Configs configs, DeviceCalls calls, TextTokens tokens, Flux2Networks networks) {
    this.configs = configs;
    this.calls = calls;
    this.tokens = tokens;
    this.networks = networks;
  }

  /**
   * Loads a folder.
   *
   * @param folder with {@code model_index.json}
   * @param calls the way to the device, for all calls of the model's life
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  static Flux2Model load(Path folder, Device device, DeviceCalls calls) throws IOException {
    Flux2Configs configs = Flux2Configs.read(folder);
    TextTokens tokens = TextTokens.open(folder.resolve("tokenizer"));
    try {
      return new Flux2Model(configs, calls, tokens, new Flux2Networks(folder, configs, device));
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
        calls
            .<TokenRow, float[]>submit(
                encodeKey(),
                List.of(tokens.of(conditions.prompt())),
                networks::encode,
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
    return operation.equals(ENCODE)
        ? encodeKey()
        : new BatchKey(this, operation, packing(width, height));
  }

  double timeShift(LatentPacking packing, int steps) {
    return configs.timeShift(packing.packedShape().tokens(), steps);
  }

  List<float[]> velocity(LatentPacking packing, List<VelocityRow> rows, DeviceAccount account) {
    BatchKey key = new BatchKey(this, "velocity", packing);
    return calls.submit(key, rows, batch -> networks.velocity(packing, batch), account);
  }

  List<RgbImage> decode(LatentPacking packing, List<float[]> latents, DeviceAccount account) {
    BatchKey key = new BatchKey(this, "decode", packing);
    return calls.submit(key, latents, batch -> networks.decode(packing, batch), account);
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
    networks.close();
    tokens.close();
  }
}
