package dev.rollover.reward.clip;

import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.vision.ImageProcessor;
import dev.rollover.reward.vision.RecordedProcessor;
import dev.rollover.reward.vision.VisionConfig;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The half of a model that leads images to directions. */
final class ImageTower implements AutoCloseable {

  private final ImageProcessor processor;
  private final RecordedProcessor recorded;
  private final Network network;
  private final Device device;
  private final int largestBatch;

  private ImageTower(ImageProcessor processor, Network network, Device device, int largestBatch) {
    this.processor = processor;
    this.recorded = processor.recorded(device);
    this.network = network;
    this.device = device;
    this.largestBatch = largestBatch;
  }

  /**
   * Loads a tower.
   *
   * @param largestBatch most images that the device takes at once
   */
  static ImageTower load(
      Family family,
      VisionConfig config,
      int projection,
      Path folder,
      Device device,
      int largestBatch)
      throws IOException {
    ImageProcessor processor = ImageProcessor.read(folder, config.imageSize(), family.processor());
    Network network =
        Network.load(
            family.imageProgram(),
            config.constants(),
            folder,
            family.visionWeights(config, projection),
            device);
    return new ImageTower(processor, network, device, largestBatch);
  }

  /** What the tower looks at of each image; computed on the caller's thread. */
  List<float[]> prepared(List<RgbImage> images) {
    return images.parallelStream().map(processor::process).toList();
  }

  /**
   * Goes through the tower, on the device's thread.
   *
   * @param prepared images
   * @param head what else is done with directions {@code [batch, projection]} before they come back
   * @return a row for each image
   */
  List<float[]> run(List<float[]> prepared, Head head) {
    List<float[]> rows = new ArrayList<>(prepared.size());
    for (int at = 0; at < prepared.size(); at += largestBatch) {
      List<float[]> part = prepared.subList(at, Math.min(at + largestBatch, prepared.size()));
      try (Scope scope = device.scope()) {
        Tensor pixels = scope.stack(part, 3, processor.side(), processor.side());
        rows.addAll(head.of(scope, network.run(scope, pixels)).toRows());
      }
    }
    return rows;
  }

  /**
   * Records the way from images to their directions, on the device's thread.
   *
   * @param images {@code [batch, 3, height, width]} of any size, about [−1, 1]
   * @return {@code [batch, projection]}, each of length 1
   */
  Tensor record(Scope scope, Tensor images) {
    return network.record(scope, recorded.record(scope, images));
  }

  /** What is done with directions on the device. */
  interface Head {

    /** Nothing. */
    Head NONE = (scope, directions) -> directions;

    Tensor of(Scope scope, Tensor directions);
  }

  @Override
  public void close() {
    recorded.close();
    network.close();
  }
}
