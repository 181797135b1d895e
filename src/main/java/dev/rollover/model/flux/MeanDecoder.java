package dev.rollover.model.flux;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.model.Network;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Map;

/** The way from latents and their velocities to the images of their posterior means, recorded. */
final class MeanDecoder implements AutoCloseable {

  private final Program mean;
  private final Network decoder;

  /**
   * Decodes by a network.
   *
   * @param decoder its owner closes it
   * @param scalingFactor what its latents are multiplied with, after the shift is taken off, to
   *     make the flow's
   */
  MeanDecoder(Network decoder, double scalingFactor, double shiftFactor, Device device) {
    this.decoder = decoder;
    this.mean =
        Program.compile(
            "posterior_mean",
            Map.of("scaling_factor", scalingFactor, "shift_factor", shiftFactor),
            device);
  }

  /**
   * The images, so that gradients can flow back to the latents.
   *
   * @return {@code [batch, 3, height, width]}, about [−1, 1]
   */
  Tensor record(
      Scope scope, LatentPacking packing, Tensor latents, Tensor velocities, Tensor times) {
    LatentShape shape = packing.packedShape();
    Tensor grid =
        scope.floats(new float[shape.tokens()], packing.height() / 2, packing.width() / 2);
    return decoder.record(scope, mean.record(scope, latents, velocities, times, grid));
  }

  @Override
  public void close() {
    mean.close();
  }
}
