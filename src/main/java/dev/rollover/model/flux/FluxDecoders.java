package dev.rollover.model.flux;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.DecoderTiles;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.model.RgbPixels;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decoder and the preview decoder, if there is one, on a device. Run by one thread at a time.
 */
final class FluxDecoders implements Replicas.Replica {

  private static final int COLOURS = 3;

  private final Device device;
  private final FluxConfigs configs;
  private final RgbPixels pixels;
  private final @Nullable DecoderTiles tiles;
  private final Network decoder;
  private final @Nullable Network previewDecoder;

  /**
   * Loads them.
   *
   * @param tiles in which larger images are decoded; null for none
   */
  FluxDecoders(FluxParts parts, @Nullable DecoderTiles tiles, Device device) throws IOException {
    this.device = device;
    this.tiles = tiles;
    this.configs = parts.configs();
    this.pixels = new RgbPixels(device);
    try {
      decoder = parts.decoder().in(device.decoderPrecision()).load(device);
      try {
        previewDecoder =
            parts.preview() == null
                ? null
                : parts.preview().in(device.decoderPrecision()).load(device);
      } catch (IOException | RuntimeException e) {
        decoder.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      pixels.close();
      throw e;
    }
  }

  /** The decoder's way to what gradients go through; whoever asked closes it. */
  MeanDecoder means() {
    AutoencoderConfig config = configs.autoencoder();
    return new MeanDecoder(decoder, config.scalingFactor(), config.shiftFactor(), device);
  }

  /** The same of the preview decoder, if there is one. */
  @Nullable MeanDecoder previewMeans() {
    TinyAutoencoderConfig config = configs.preview();
    return previewDecoder == null || config == null
        ? null
        : new MeanDecoder(previewDecoder, config.scalingFactor(), config.shiftFactor(), device);
  }

  /** The image of each packed latent. */
  List<RgbImage> decode(LatentPacking packing, List<float[]> latents) {
    AutoencoderConfig config = configs.autoencoder();
    return tiles != null && tiles.divide(packing.height(), packing.width())
        ? latents.stream().map(latent -> tiled(tiles, packing, latent)).toList()
        : images(decoder, packing, latents, config.scalingFactor(), config.shiftFactor());
  }

  private RgbImage tiled(DecoderTiles into, LatentPacking packing, float[] latent) {
    AutoencoderConfig config = configs.autoencoder();
    float[] unscaled =
        unscaled(packing.unpack(latent), config.scalingFactor(), config.shiftFactor());
    float[] planes = into.decode(unscaled, packing.height(), packing.width(), this::planes);
    try (Scope scope = device.scope()) {
      Tensor image = scope.stack(List.of(planes), COLOURS, height(packing), width(packing));
      byte[] rgb = pixels.of(scope, image).getFirst();
      return new RgbImage(width(packing), height(packing), rgb);
    }
  }

  private float[] planes(float[] latents, int height, int width) {
    try (Scope scope = device.scope()) {
      int channels = configs.autoencoder().latentChannels();
      Tensor tile = scope.stack(List.of(latents), channels, height, width);
      return decoder.run(scope, tile).toFloats();
    }
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
    decoder.close();
    if (previewDecoder != null) {
      previewDecoder.close();
    }
    pixels.close();
  }
}
