package dev.rollover.reward.clip;

import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.vision.GreyImage;
import dev.rollover.reward.vision.LinearStack;
import dev.rollover.reward.vision.LoadedNetwork;
import dev.rollover.reward.vision.VisionConfig;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A CLIP's tower for images with a head that makes one number of a direction. */
final class AestheticNetwork implements LoadedNetwork {

  private final String name;
  private final ImageTower images;
  private final Network head;
  private final DeviceCalls calls;

  private AestheticNetwork(String name, ImageTower images, Network head, DeviceCalls calls) {
    this.name = name;
    this.images = images;
    this.head = head;
    this.calls = calls;
  }

  /**
   * Loads a CLIP's folder and a head.
   *
   * @param name of the reward that it gives
   * @param head the file of its weights, or the folder itself
   * @param calls the way to the device, for all calls of the network's life
   * @param largestBatch most images that the device takes at once
   * @throws dev.rollover.model.ModelFormatException if a file is missing, or says what cannot be
   *     done here
   */
  static AestheticNetwork load(
      String name, Path folder, Path head, Device device, DeviceCalls calls, int largestBatch)
      throws IOException {
    AestheticNetwork network = loaded(name, folder, head, device, calls, largestBatch);
    try {
      DeviceAccount nobody = new DeviceAccount(false);
      GreyImage.requireFinite(
          folder, network.scores(List.of(GreyImage.image()), nobody).getFirst());
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static AestheticNetwork loaded(
      String name, Path folder, Path head, Device device, DeviceCalls calls, int largestBatch)
      throws IOException {
    VisionConfig vision = TwoTowerConfig.readVision(folder);
    int projection = TwoTowerConfig.projection(folder);
    Network stack = LinearStack.read(head, "layers", projection).load(device);
    try {
      ImageTower images =
          ImageTower.load(Family.CLIP, vision, projection, folder, device, largestBatch);
      return new AestheticNetwork(name, images, stack, calls);
    } catch (IOException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** What the head makes of each image; NaN or infinite where the weights lead to no number. */
  List<Double> scores(List<RgbImage> scored, DeviceAccount account) {
    return calls.submit(
        new BatchKey(name, "reward", "any image"), images.prepared(scored), this::scores, account);
  }

  /**
   * Records what the head makes of images, on the device's thread.
   *
   * @param scored {@code [batch, 3, height, width]} of any size, about [−1, 1]
   * @return {@code [batch]}
   */
  Tensor record(Scope scope, Tensor scored) {
    return head.record(scope, images.record(scope, scored)).meanOfRows();
  }

  private List<Double> scores(List<float[]> prepared) {
    return images.run(prepared, head::run).stream().map(row -> (double) row[0]).toList();
  }

  @Override
  public void close() {
    images.close();
    head.close();
  }
}
