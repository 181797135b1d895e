package dev.rollover.model.flux2;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.model.Network;
import dev.rollover.model.NotFiniteException;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.List;

/** The transformer on a device. Run by one thread at a time. */
final class Flux2Transformer implements Replicas.Replica {

  private final Device device;
  private final Flux2Config config;
  private final Network network;

  Flux2Transformer(Flux2Parts parts, Device device) throws IOException {
    this.device = device;
    this.config = parts.configs().transformer();
    this.network = parts.transformer().in(device.precision()).load(device);
  }

  /** The velocity of each row, packed as the latents are. */
  List<float[]> velocity(LatentPacking packing, List<VelocityRow> rows) {
    int channels = config.jointAttentionDim();
    int textTokens = rows.getFirst().text().length / channels;
    LatentShape shape = packing.packedShape();
    try (Scope scope = device.scope()) {
      Tensor latents =
          scope.stack(
              rows.stream().map(VelocityRow::latent).toList(), shape.tokens(), shape.channels());
      Tensor texts =
          scope.stack(rows.stream().map(VelocityRow::text).toList(), textTokens, channels);
      Tensor velocities =
          network.run(
              scope,
              latents,
              texts,
              times(scope, rows),
              PositionIds.ofImage(scope, packing),
              PositionIds.ofText(scope, textTokens));
      return NotFiniteException.require("velocity", velocities.toRows());
    }
  }

  private static Tensor times(Scope scope, List<VelocityRow> rows) {
    float[] times = new float[rows.size()];
    for (int row = 0; row < times.length; row++) {
      times[row] = (float) rows.get(row).time();
    }
    return scope.floats(times, times.length);
  }

  @Override
  public void close() {
    network.close();
  }
}
