package dev.rollover.model.flux;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.NotFiniteException;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.util.List;

/** The transformer on a device. Run by one thread at a time. */
final class FluxTransformer implements Replicas.Replica {

  private final Device device;
  private final Network network;
  private final TransformerInputs inputs;

  FluxTransformer(FluxParts parts, Device device) throws IOException {
    this.device = device;
    this.network = parts.transformer().in(device.precision()).load(parts.loras(), device);
    this.inputs = new TransformerInputs(parts.configs().transformer());
  }

  /** The velocity of each row, packed as the latents are. */
  List<float[]> velocity(LatentPacking packing, List<VelocityRow> rows) {
    try (Scope scope = device.scope()) {
      return NotFiniteException.require(
          "velocity", network.run(scope, inputs.of(scope, packing, rows)).toRows());
    }
  }

  /**
   * Gradients through this, on its device.
   *
   * @param decoders on the same device; they stay with their owner
   */
  FluxGradients gradients(FluxDecoders decoders) {
    return new FluxGradients(device, inputs, network, decoders.means(), decoders.previewMeans());
  }

  @Override
  public void close() {
    network.close();
  }
}
