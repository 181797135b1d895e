package dev.rollover.model.pipeline;

import dev.rollover.model.DecoderTiles;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.RgbImage;
import dev.rollover.model.RgbPixels;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The decoder and the preview decoder, if there is one, on a device. Run by one thread at a time.
 */
final class Decoders implements Replicas.Replica {

  private final @Nullable DecoderTiles tiles;
  private final RgbPixels pixels;
  private final List<ImageDecoder> opened = new ArrayList<>();
  private final ImageDecoder decoder;
  private final @Nullable ImageDecoder preview;

  /**
   * Loads them.
   *
   * @param tiles in which larger images are decoded; null for none
   */
  Decoders(Pipeline<?, ?> pipeline, @Nullable DecoderTiles tiles, Device device)
      throws IOException {
    this.tiles = tiles;
    this.pixels = new RgbPixels(device);
    int scale = pipeline.autoencoder().pixelsPerLatent();
    PipelineNetworks networks = pipeline.networks();
    try {
      decoder = opened(new ImageDecoder(networks.decoder(), scale, pixels, device));
      preview =
          networks.preview() == null
              ? null
              : opened(new ImageDecoder(networks.preview(), scale, pixels, device));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private ImageDecoder opened(ImageDecoder one) {
    opened.add(one);
    return one;
  }

  /** The image of each packed latent. */
  List<RgbImage> decode(LatentPacking packing, List<float[]> latents) {
    return tiles != null && tiles.divide(packing.height(), packing.width())
        ? latents.stream().map(latent -> decoder.tiled(tiles, packing, latent)).toList()
        : decoder.images(packing, latents);
  }

  /** About the image of each packed latent, if there is a preview decoder. */
  List<RgbImage> preview(LatentPacking packing, List<float[]> latents) {
    return Objects.requireNonNull(preview).images(packing, latents);
  }

  /** The decoder's way to what gradients go through; whoever asked closes it. */
  MeanDecoder means() {
    return decoder.means();
  }

  /** The same of the preview decoder, if there is one. */
  @Nullable MeanDecoder previewMeans() {
    return preview == null ? null : preview.means();
  }

  @Override
  public void close() {
    opened.forEach(ImageDecoder::close);
    pixels.close();
  }
}
