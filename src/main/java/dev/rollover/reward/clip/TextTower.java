package dev.rollover.reward.clip;

import dev.rollover.model.Network;
import dev.rollover.model.Tokenizer;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The half of a model that leads texts to directions. */
final class TextTower implements AutoCloseable {

  private final Tokenizer tokenizer;
  private final Network network;
  private final Device device;

  private TextTower(Tokenizer tokenizer, Network network, Device device) {
    this.tokenizer = tokenizer;
    this.network = network;
    this.device = device;
  }

  static TextTower load(Path folder, TwoTowerConfig config, Device device) throws IOException {
    Tokenizer tokenizer = Tokenizer.open(folder, config.text().maxPositionEmbeddings());
    try {
      Network network =
          Network.load(
              config.family().textProgram(),
              config.textConstants(),
              folder,
              config.textWeights(),
              device);
      return new TextTower(tokenizer, network, device);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Tokens of every text. */
  int length() {
    return tokenizer.length();
  }

  /** A text's token ids; it is cut where it is longer than the tower reads. */
  long[] ids(String text) {
    return tokenizer.ids(text);
  }

  /** Goes through the tower, on the device's thread: a direction of length 1 for each text. */
  List<float[]> run(List<long[]> ids) {
    try (Scope scope = device.scope()) {
      return network.run(scope, scope.stackLongs(ids)).toRows();
    }
  }

  @Override
  public void close() {
    network.close();
    tokenizer.close();
  }
}
