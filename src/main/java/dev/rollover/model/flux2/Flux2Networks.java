package dev.rollover.model.flux2;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.model.RgbPixels;
import dev.rollover.model.TokenRow;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks that sampling needs and their calls on the device. A call takes rows, each
 * independent of the others, and leaves nothing on the device. Run by one thread at a time.
 */
final class Flux2Networks implements AutoCloseable {

  private final Device device;
  private final Flux2Configs configs;
  private final LatentStatistics statistics;
  private final RgbPixels pixels;
  private final List<Runnable> closing = new ArrayList<>();
  private final Network text;
  private final Network transformer;
  private final Network decoder;

  Flux2Networks(Path folder, Flux2Configs configs, Device device) throws IOException {
    this.device = device;
    this.configs = configs;
    this.statistics = LatentStatistics.read(folder.resolve("vae"), configs.autoencoder());
    this.pixels = new RgbPixels(device);
    closing.add(pixels::close);
    try {
      text = opened(configs.text().load(folder.resolve("text_encoder"), device));
      transformer = opened(configs.transformer().load(folder.resolve("transformer"), device));
      decoder = opened(configs.autoencoder().load(folder.resolve("vae"), device));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Network opened(Network network) {
    closing.add(network::close);
    return network;
  }

  /** Prompts, tokenised, to what the transformer reads. */
  List<float[]> encode(List<TokenRow> prompts) {
    try (Scope scope = device.scope()) {
      Tensor ids = scope.stackLongs(prompts.stream().map(TokenRow::ids).toList());
      long[] lengths = prompts.stream().mapToLong(TokenRow::tokens).toArray();
      return text.run(scope, ids, scope.longs(lengths, lengths.length)).toRows();
    }
  }

  /** The velocity of each row, packed as the latents are. */
  List<float[]> velocity(LatentPacking packing, List<VelocityRow> rows) {
    int channels = configs.transformer().jointAttentionDim();
    int textTokens = rows.getFirst().text().length / channels;
    LatentShape shape = packing.packedShape();
    try (Scope scope = device.scope()) {
      Tensor latents =
          scope.stack(
              rows.stream().map(VelocityRow::latent).toList(), shape.tokens(), shape.channels());
      Tensor texts =
          scope.stack(rows.stream().map(VelocityRow::text).toList(), textTokens, channels);
      return transformer
          .run(
              scope,
              latents,
              texts,
              times(scope, rows),
              PositionIds.ofImage(scope, packing),
              PositionIds.ofText(scope, textTokens))
          .toRows();
    }
  }

  private static Tensor times(Scope scope, List<VelocityRow> rows) {
    float[] times = new float[rows.size()];
    for (int row = 0; row < times.length; row++) {
      times[row] = (float) rows.get(row).time();
    }
    return scope.floats(times, times.length);
  }

  /** The image of each packed latent. */
  List<RgbImage> decode(LatentPacking packing, List<float[]> latents) {
    int width = packing.width() * configs.autoencoder().pixelsPerLatent();
    int height = packing.height() * configs.autoencoder().pixelsPerLatent();
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
      return pixels.of(scope, decoder.run(scope, images));
    }
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
