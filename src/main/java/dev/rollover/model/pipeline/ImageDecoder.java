package dev.rollover.model.pipeline;

import dev.rollover.model.DecoderTiles;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.model.RgbPixels;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One decoder on a device, and the way of the flow's latents through it. Run by one thread at a
 * time.
 */
final class ImageDecoder implements AutoCloseable {

  private static final int COLOURS = 3;

  private final Device device;
  private final LatentStatistics statistics;
  private final int scale;
  private final RgbPixels pixels;
  private final Network network;

  /**
   * Loads it.
   *
   * @param scale pixels along a side of one position of the latent image
   * @param pixels its owner closes it
   */
  ImageDecoder(PipelineNetworks.LatentDecoder decoder, int scale, RgbPixels pixels, Device device)
      throws IOException {
    this.device = device;
    this.statistics = decoder.statistics();
    this.scale = scale;
    this.pixels = pixels;
    this.network = decoder.network().in(device.decoderPrecision()).load(device);
  }

  /** The image of each packed latent. */
  List<RgbImage> images(LatentPacking packing, List<float[]> latents) {
    int atOnce = pixels.imagesAtOnce(width(packing), height(packing));
    List<RgbImage> images = new ArrayList<>(latents.size());
    for (int at = 0; at < latents.size(); at += atOnce) {
      List<float[]> part = latents.subList(at, Math.min(at + atOnce, latents.size()));
      rgb(packing, part)
          .forEach(rgb -> images.add(new RgbImage(width(packing), height(packing), rgb)));
    }
    return images;
  }

  private List<byte[]> rgb(LatentPacking packing, List<float[]> latents) {
    try (Scope scope = device.scope()) {
      List<float[]> restored =
          latents.stream().map(latent -> statistics.restored(packing, latent)).toList();
      Tensor read = scope.stack(restored, packing.channels(), packing.height(), packing.width());
      return pixels.of(scope, network.run(scope, read));
    }
  }

  /** The image of a packed latent, made of tiles. */
  RgbImage tiled(DecoderTiles tiles, LatentPacking packing, float[] latent) {
    float[] restored = statistics.restored(packing, latent);
    float[] planes =
        tiles.decode(
            restored,
            packing.height(),
            packing.width(),
            (tile, height, width) -> planes(tile, packing.channels(), height, width));
    try (Scope scope = device.scope()) {
      Tensor image = scope.stack(List.of(planes), COLOURS, height(packing), width(packing));
      byte[] rgb = pixels.of(scope, image).getFirst();
      return new RgbImage(width(packing), height(packing), rgb);
    }
  }

  private float[] planes(float[] latents, int channels, int height, int width) {
    try (Scope scope = device.scope()) {
      Tensor tile = scope.stack(List.of(latents), channels, height, width);
      return network.run(scope, tile).toFloats();
    }
  }

  /** Its way to what gradients go through; whoever asked closes it. */
  MeanDecoder means() {
    return new MeanDecoder(network, statistics, device);
  }

  private int width(LatentPacking packing) {
    return packing.width() * scale;
  }

  private int height(LatentPacking packing) {
    return packing.height() * scale;
  }

  @Override
  public void close() {
    network.close();
  }
}
