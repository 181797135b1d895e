package dev.rollover.reward.vision;

import dev.rollover.tensor.DeviceWorker;

/**
 * A network that is let go only when its device does nothing any more: a call that runs still needs
 * the weights.
 */
public record OnDevice<N extends AutoCloseable>(N network, DeviceWorker worker)
    implements AutoCloseable {

  @Override
  public void close() throws Exception {
    worker.close();
    network.close();
  }
}
