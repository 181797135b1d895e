package dev.rollover.reward.clip;

import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Network;
import dev.rollover.model.Tokenizer;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** The half of a model that leads texts to directions. */
public final class TextTower implements AutoCloseable {

  private final Tokenizer tokenizer;
  private final Network network;
  private final Device device;

  private TextTower(Tokenizer tokenizer, Network network, Device device) {
    this.tokenizer = tokenizer;
    this.network = network;
    this.device = device;
  }

  static TextTower load(Path folder, TwoTowerConfig config, Device device) throws IOException {
    Making network =
        () ->
            Network.load(
                config.family().textProgram(),
                config.textConstants(),
                folder,
                config.textWeights(),
                device);
    return load(folder, config.text(), network, device);
  }

  /**
   * Loads a CLIP's tower from the folder of a model that has one under names of its own.
   *
   * @param projection numbers in a direction
   * @param storedAs what the weights file calls a weight of a {@code CLIPModel}
   */
  public static TextTower ofClip(
      Path folder,
      ClipTextConfig config,
      int projection,
      UnaryOperator<String> storedAs,
      Device device)
      throws IOException {
    Making network =
        () ->
            Network.load(
                Family.CLIP.textProgram(),
                config.constants(),
                folder,
                Family.CLIP.textWeights(config, projection),
                storedAs,
                device);
    return load(folder, config, network, device);
  }

  /** Loads the network. */
  private interface Making {
    Network load() throws IOException;
  }

  private static TextTower load(Path folder, ClipTextConfig config, Making making, Device device)
      throws IOException {
    Tokenizer tokenizer = Tokenizer.open(folder, config.maxPositionEmbeddings());
    try {
      return new TextTower(tokenizer, making.load(), device);
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Tokens of every text. */
  public int length() {
    return tokenizer.length();
  }

  /** A text's token ids; it is cut where it is longer than the tower reads. */
  public long[] ids(String text) {
    return tokenizer.ids(text);
  }

  /** Goes through the tower, on the device's thread: a direction of length 1 for each text. */
  public List<float[]> run(List<long[]> ids) {
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
