package dev.rollover.training;

import dev.rollover.model.RgbPixels;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneParser;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Latents as their images, or as the scenes that those show. */
final class LatentDecoder implements AutoCloseable {

  private static final int BATCH = 64;

  private final Device device;
  private final Program decoder;
  private final RgbPixels pixels;

  /**
   * The full decoder.
   *
   * @param precision of the heavy operations
   */
  LatentDecoder(Device device, Map<String, Tensor> weights, Precision precision) {
    this(
        device,
        Program.compile(
            "autoencoder_kl_decoder", BundledAutoencoder.SIZES.constants(precision), device),
        weights);
  }

  private LatentDecoder(Device device, Program decoder, Map<String, Tensor> weights) {
    this.device = device;
    this.decoder = decoder;
    decoder.bind(weights);
    this.pixels = new RgbPixels(device);
  }

  /** The preview decoder, which takes the flow's latents as they are. */
  static LatentDecoder preview(Device device, Map<String, Tensor> weights) {
    return new LatentDecoder(
        device,
        Program.compile(
            "autoencoder_tiny_decoder", BundledPreview.SIZES.constants(Precision.FLOAT32), device),
        weights);
  }

  /**
   * Decodes latents and reads the images.
   *
   * @param latents packed, neither shifted nor scaled
   */
  List<Scene> scenes(List<float[]> latents) {
    return batches(latents)
        .flatMap(
            batch ->
                images(batch).parallelStream()
                    .map(rgb -> SceneParser.parse(rgb, Scene.SIZE, Scene.SIZE))
                    .toList()
                    .stream())
        .toList();
  }

  /**
   * Decodes latents.
   *
   * @param latents packed; the full decoder's neither shifted nor scaled
   * @return 8-bit RGB, row-major {@code [height, width, 3]}
   */
  List<byte[]> rgb(List<float[]> latents) {
    return batches(latents).flatMap(batch -> images(batch).stream()).toList();
  }

  private static Stream<List<float[]>> batches(List<float[]> latents) {
    return IntStream.iterate(0, from -> from < latents.size(), from -> from + BATCH)
        .mapToObj(from -> latents.subList(from, Math.min(from + BATCH, latents.size())));
  }

  private List<byte[]> images(List<float[]> latents) {
    try (Scope scope = device.scope()) {
      Tensor stacked =
          scope.stack(
              latents.stream().map(LatentEncoder.PACKING::unpack).toList(),
              LatentEncoder.PACKING.channels(),
              LatentEncoder.PACKING.height(),
              LatentEncoder.PACKING.width());
      return pixels.of(scope, decoder.run(scope, stacked));
    }
  }

  @Override
  public void close() {
    decoder.close();
    pixels.close();
  }
}
