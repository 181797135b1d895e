package dev.rollover.model.pipeline;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.NotFiniteException;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.List;

/** The transformer on a device. Run by one thread at a time. */
final class Transformer<T> implements Replicas.Replica {

  private final Pipeline<?, T> pipeline;
  private final Device device;
  private final Network network;

  Transformer(Pipeline<?, T> pipeline, PipelineNetworks networks, Device device)
      throws IOException {
    this.pipeline = pipeline;
    this.device = device;
    this.network = networks.transformer().in(device.precision()).load(networks.loras(), device);
  }

  /** The velocity of each row, packed as the latents are. */
  List<float[]> velocity(LatentPacking packing, List<VelocityRow<T>> rows) {
    try (Scope scope = device.scope()) {
      Tensor[] inputs = pipeline.inputs(scope, VelocityBatch.of(scope, packing, rows));
      return NotFiniteException.require("velocity", network.run(scope, inputs).toRows());
    }
  }

  /** The velocities of a batch, so that gradients can flow back to its latents. */
  Tensor record(Scope scope, VelocityBatch<T> batch) {
    return network.record(scope, pipeline.inputs(scope, batch));
  }

  Device device() {
    return device;
  }

  @Override
  public void close() {
    network.close();
  }
}
