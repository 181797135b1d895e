package dev.rollover.model.flux2;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.model.RgbPixels;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The decoder on a device. Run by one thread at a time. */
final class Flux2Decoder implements Replicas.Replica {

  private final Device device;
  private final AutoencoderConfig config;
  private final LatentStatistics statistics;
  private final RgbPixels pixels;
  private final Network network;

  Flux2Decoder(Flux2Parts parts, Device device) throws IOException {
    this.device = device;
    this.config = parts.configs().autoencoder().decoder();
    this.statistics = parts.statistics();
    this.network = parts.decoder().in(device.decoderPrecision()).load(device);
    this.pixels = new RgbPixels(device);
  }

  /** The image of each packed latent. */
  List<RgbImage> decode(LatentPacking packing, List<float[]> latents) {
    int width = packing.width() * config.pixelsPerLatent();
    int height = packing.height() * config.pixelsPerLatent();
    int atOnce = pixels.imagesAtOnce(width, height);
    List<RgbImage> images = new ArrayList<>(latents.size());
    for (int at = 0; at < latents.size(); at += atOnce) {
      rgb(packing, latents.subList(at, Math.min(at + atOnce, latents.size())))
          .forEach(rgb -> images.add(new RgbImage(width, height, rgb)));
    }
    return images;
  }

  private List<byte[]> rgb(LatentPacking packing, List<float[]> latents) {
    try (Scope scope = device.scope()) {
      List<float[]> restored =
          latents.stream().map(latent -> statistics.restored(packing, latent)).toList();
      Tensor images = scope.stack(restored, packing.channels(), packing.height(), packing.width());
      return pixels.of(scope, network.run(scope, images));
    }
  }

  @Override
  public void close() {
    network.close();
    pixels.close();
  }
}
