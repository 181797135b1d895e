package dev.rollover.reward.vqa;

import dev.rollover.model.VqaNetwork;
import dev.rollover.shapes.Scene;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceWorker;
import java.util.List;

/**
 * The bundled network on the device of the models.
 *
 * @param worker the way to it
 */
record LoadedVqa(VqaNetwork network, DeviceWorker worker) implements AutoCloseable {

  private static final String WARM_UP = "one red circle";

  static LoadedVqa on(Device device, DeviceWorker worker) {
    VqaNetwork network = VqaNetwork.bundled(device);
    byte[] black = new byte[3 * Scene.SIZE * Scene.SIZE];
    // Twice: libtorch looks at the first run of a program and compiles it anew.
    for (int run = 0; run < 2; run++) {
      network.logOdds(List.of(new VqaNetwork.Row(black, WARM_UP)));
    }
    return new LoadedVqa(network, worker);
  }

  /** Waits for the device: a call that runs still needs the weights. */
  @Override
  public void close() {
    worker.close();
    network.close();
  }
}
