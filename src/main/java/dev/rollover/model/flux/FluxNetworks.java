package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.model.RgbPixels;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The networks that sampling needs and their calls on the device. A call takes rows, each
 * independent of the others, and leaves nothing on the device. Run by one thread at a time.
 */
final class FluxNetworks implements AutoCloseable {

  private final Device device;
  private final FluxConfigs configs;
  private final RgbPixels pixels;
  private final List<Runnable> closing = new ArrayList<>();
  private final Network clip;
  private final Network t5;
  private final Network transformer;
  private final Network decoder;
  private final @Nullable Network previewDecoder;
  private final TransformerInputs inputs;
  private final FluxGradients gradients;

  FluxNetworks(FluxFolder files, FluxConfigs configs, Device device) throws IOException {
    this.device = device;
    this.configs = configs;
    this.pixels = new RgbPixels(device);
    Path folder = files.path();
    try {
      clip = opened(Network.clip(folder.resolve("text_encoder"), configs.clip(), device));
      t5 = opened(Network.t5(folder.resolve("text_encoder_2"), configs.t5(), device));
      transformer = opened(configs.transformer().load(folder.resolve("transformer"), device));
      decoder = opened(Network.decoder(folder.resolve("vae"), configs.autoencoder(), device));
      previewDecoder = openedPreview(files.preview(), configs.preview());
      inputs = new TransformerInputs(configs.transformer());
      gradients = new FluxGradients(device, inputs, transformer, means(), previewMeans());
      closing.add(gradients::close);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Network opened(Network network) {
    closing.add(network::close);
    return network;
  }

  private MeanDecoder means() {
    AutoencoderConfig config = configs.autoencoder();
    return new MeanDecoder(decoder, config.scalingFactor(), config.shiftFactor(), device);
  }

  private @Nullable MeanDecoder previewMeans() {
    TinyAutoencoderConfig config = configs.preview();
    return previewDecoder == null || config == null
        ? null
        : new MeanDecoder(previewDecoder, config.scalingFactor(), config.shiftFactor(), device);
  }

  private @Nullable Network openedPreview(
      @Nullable Path folder, @Nullable TinyAutoencoderConfig config) throws IOException {
    return folder == null || config == null
        ? null
        : opened(Network.preview(folder, config, device));
  }

  /** Prompts, tokenised, to what the transformer reads. */
  List<TextEmbedding> encode(List<PromptTokens> prompts) {
    try (Scope scope = device.scope()) {
      Tensor clipIds = scope.stackLongs(prompts.stream().map(PromptTokens::clip).toList());
      Tensor t5Ids = scope.stackLongs(prompts.stream().map(PromptTokens::t5).toList());
      List<float[]> pooled = clip.run(scope, clipIds).toRows();
      List<float[]> sequences = t5.run(scope, t5Ids).toRows();
      List<TextEmbedding> texts = new ArrayList<>(prompts.size());
      for (int row = 0; row < prompts.size(); row++) {
        texts.add(new TextEmbedding(sequences.get(row), pooled.get(row)));
      }
      return texts;
    }
  }

  /** The velocity of each row, packed as the latents are. */
  List<float[]> velocity(LatentPacking packing, List<VelocityRow> rows) {
    try (Scope scope = device.scope()) {
      return transformer.run(scope, inputs.of(scope, packing, rows)).toRows();
    }
  }

  /** The gradient of each row by its latent. */
  List<float[]> gradients(LatentPacking packing, List<GradientRow> rows) {
    return gradients.of(packing, width(packing) * height(packing), rows);
  }

  /** The image of each packed latent. */
  List<RgbImage> decode(LatentPacking packing, List<float[]> latents) {
    AutoencoderConfig config = configs.autoencoder();
    return images(decoder, packing, latents, config.scalingFactor(), config.shiftFactor());
  }

  boolean hasPreview() {
    return previewDecoder != null;
  }

  /** About the image of each packed latent, if there is a preview decoder. */
  List<RgbImage> preview(LatentPacking packing, List<float[]> latents) {
    TinyAutoencoderConfig config = Objects.requireNonNull(configs.preview());
    Network network = Objects.requireNonNull(previewDecoder);
    return images(network, packing, latents, config.scalingFactor(), config.shiftFactor());
  }

  private List<RgbImage> images(
      Network network, LatentPacking packing, List<float[]> latents, double scale, double shift) {
    int width = width(packing);
    int height = height(packing);
    int atOnce = pixels.imagesAtOnce(width, height);
    List<RgbImage> images = new ArrayList<>(latents.size());
    for (int at = 0; at < latents.size(); at += atOnce) {
      List<float[]> part = latents.subList(at, Math.min(at + atOnce, latents.size()));
      rgb(network, packing, part, scale, shift)
          .forEach(rgb -> images.add(new RgbImage(width, height, rgb)));
    }
    return images;
  }

  private int width(LatentPacking packing) {
    return packing.width() * configs.autoencoder().pixelsPerLatent();
  }

  private int height(LatentPacking packing) {
    return packing.height() * configs.autoencoder().pixelsPerLatent();
  }

  private List<byte[]> rgb(
      Network network, LatentPacking packing, List<float[]> latents, double scale, double shift) {
    try (Scope scope = device.scope()) {
      List<float[]> unscaled =
          latents.stream().map(latent -> unscaled(packing.unpack(latent), scale, shift)).toList();
      Tensor images = scope.stack(unscaled, packing.channels(), packing.height(), packing.width());
      return pixels.of(scope, network.run(scope, images));
    }
  }

  private static float[] unscaled(float[] latent, double scale, double shift) {
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) (latent[i] / scale + shift);
    }
    return latent;
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
    pixels.close();
  }
}
