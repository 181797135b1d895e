package dev.rollover.reward.blip;

import dev.rollover.model.RgbImage;
import dev.rollover.model.Tokenizer;
import dev.rollover.reward.blip.BlipNetworks.Row;
import dev.rollover.reward.vision.GreyImage;
import dev.rollover.reward.vision.ImageProcessor;
import dev.rollover.reward.vision.LoadedNetwork;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An ImageReward, loaded on a device. */
final class ImageRewardNetwork implements LoadedNetwork {

  /** Tokens of a text, as ImageReward was trained; what is longer is cut. */
  private static final int LONGEST_TEXT = 35;

  private final String name;
  private final ImageProcessor processor;
  private final Tokenizer tokenizer;
  private final BlipNetworks networks;
  private final DeviceCalls calls;

  private ImageRewardNetwork(
      String name,
      ImageProcessor processor,
      Tokenizer tokenizer,
      BlipNetworks networks,
      DeviceCalls calls) {
    this.name = name;
    this.processor = processor;
    this.tokenizer = tokenizer;
    this.networks = networks;
    this.calls = calls;
  }

  /**
   * Loads a folder, and goes once through its networks.
   *
   * @param name of the reward that it gives
   * @param calls the way to the device, for all calls of the network's life
   * @param largestBatch most images that the device takes at once
   * @throws dev.rollover.model.ModelFormatException if a file is missing, or says what cannot be
   *     done here
   */
  static ImageRewardNetwork load(
      String name, Path path, Device device, DeviceCalls calls, int largestBatch)
      throws IOException {
    BlipFolder folder = BlipFolder.read(path);
    int longest = Math.min(LONGEST_TEXT, folder.text().maxPositionEmbeddings());
    Tokenizer tokenizer = Tokenizer.open(path, longest);
    try {
      BlipNetworks networks = new BlipNetworks(folder, device, largestBatch);
      ImageRewardNetwork network =
          new ImageRewardNetwork(name, folder.processor(), tokenizer, networks, calls);
      try {
        network.warmUp(path);
        return network;
      } catch (RuntimeException e) {
        networks.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private void warmUp(Path folder) {
    List<RgbImage> grey = List.of(GreyImage.image());
    List<Double> scores = scores(grey, tokens("warm up"), new DeviceAccount(false));
    GreyImage.requireFinite(folder, scores.getFirst());
  }

  /** A text's token ids. */
  long[] tokens(String text) {
    return tokenizer.ids(text);
  }

  /**
   * What the head makes of each image for a text; NaN or infinite where the weights lead to no
   * number.
   */
  List<Double> scores(List<RgbImage> scored, long[] text, DeviceAccount account) {
    List<Row> rows =
        scored.parallelStream().map(image -> new Row(processor.process(image), text)).toList();
    return calls.submit(new BatchKey(name, "reward", "any image"), rows, networks::scores, account);
  }

  @Override
  public void close() {
    networks.close();
    tokenizer.close();
  }
}
