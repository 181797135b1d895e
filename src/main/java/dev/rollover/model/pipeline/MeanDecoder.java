package dev.rollover.model.pipeline;

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
  private final LatentStatistics statistics;

  /**
   * Decodes by a network.
   *
   * @param decoder its owner closes it
   */
  MeanDecoder(Network decoder, LatentStatistics statistics, Device device) {
    this.decoder = decoder;
    this.statistics = statistics;
    this.mean = Program.compile("posterior_mean", Map.of(), device);
  }

  /**
   * The images, so that gradients can flow back to the latents.
   *
   * @return {@code [batch, 3, height, width]}, about [−1, 1]
   */
  Tensor record(Scope scope, VelocityBatch<?> batch, Tensor velocities) {
    LatentPacking packing = batch.packing();
    LatentShape shape = packing.packedShape();
    Tensor grid = scope.floats(new float[shape.tokens()], shape.rows(), shape.columns());
    Tensor scales = statistics.scales(scope);
    Tensor shifts = statistics.shifts(scope);
    return decoder.record(
        scope,
        mean.record(scope, batch.latents(), velocities, batch.times(), scales, shifts, grid));
  }

  @Override
  public void close() {
    mean.close();
  }
}
