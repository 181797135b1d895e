package dev.rollover.reward.vqa;

import dev.rollover.model.vqa.VqaNetwork;
import dev.rollover.reward.vision.LoadedNetwork;
import dev.rollover.shapes.Scene;
import dev.rollover.tensor.Device;
import java.util.List;

/** The network that comes with this service, warm. */
record LoadedVqa(VqaNetwork network) implements LoadedNetwork {

  private static final String WARM_UP = "one red circle";

  static LoadedVqa on(Device device) {
    VqaNetwork network = VqaNetwork.bundled(device);
    byte[] black = new byte[3 * Scene.SIZE * Scene.SIZE];
    // Twice: libtorch looks at the first run of a program and compiles it anew.
    for (int run = 0; run < 2; run++) {
      network.logOdds(List.of(new VqaNetwork.Row(black, WARM_UP)));
    }
    return new LoadedVqa(network);
  }

  @Override
  public void close() {
    network.close();
  }
}
