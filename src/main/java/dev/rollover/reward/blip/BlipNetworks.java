package dev.rollover.reward.blip;

import dev.rollover.model.Network;
import dev.rollover.reward.vision.LinearStack;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of an ImageReward and their calls on the device: a tower for images, an encoder for
 * texts that looks at what the tower gives, and a head that makes one number of both. A call leaves
 * nothing on the device. Run by one thread at a time.
 */
final class BlipNetworks implements AutoCloseable {

  private final Device device;
  private final int side;
  private final int largestBatch;
  private final List<Network> opened = new ArrayList<>();
  private final Network image;
  private final Network text;
  private final Network head;

  BlipNetworks(BlipFolder folder, Device device, int largestBatch) throws IOException {
    this.device = device;
    this.side = folder.vision().imageSize();
    this.largestBatch = largestBatch;
    LinearStack stack = LinearStack.read(folder.path(), "mlp.layers", folder.text().hiddenSize());
    try {
      image =
          opened(
              Network.load(
                  "blip_image_states",
                  folder.vision().constants(),
                  folder.path(),
                  BlipWeights.vision(folder.vision()),
                  folder.storedAs(),
                  device));
      text =
          opened(
              Network.load(
                  "blip_text_state",
                  folder.text().constants(),
                  folder.path(),
                  BlipWeights.text(folder.text()),
                  folder.storedAs(),
                  device));
      head = opened(stack.load(device));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Network opened(Network network) {
    opened.add(network);
    return network;
  }

  /**
   * One image and the text it is judged by.
   *
   * @param pixels {@code [3, side, side]}, prepared
   * @param ids of the text's tokens
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Row(float[] pixels, long[] ids) {}

  /** What the head makes of each row. */
  List<Double> scores(List<Row> rows) {
    List<Double> scores = new ArrayList<>(rows.size());
    for (int at = 0; at < rows.size(); at += largestBatch) {
      List<Row> part = rows.subList(at, Math.min(at + largestBatch, rows.size()));
      try (Scope scope = device.scope()) {
        for (float score : score(scope, part).toFloats()) {
          scores.add((double) score);
        }
      }
    }
    return scores;
  }

  private Tensor score(Scope scope, List<Row> rows) {
    Tensor pixels = scope.stack(rows.stream().map(Row::pixels).toList(), 3, side, side);
    Tensor ids = scope.stackLongs(rows.stream().map(Row::ids).toList());
    return head.run(scope, text.run(scope, ids, image.run(scope, pixels)));
  }

  @Override
  public void close() {
    opened.forEach(Network::close);
  }
}
