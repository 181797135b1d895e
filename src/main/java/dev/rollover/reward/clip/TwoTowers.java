package dev.rollover.reward.clip;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.vision.GreyImage;
import dev.rollover.reward.vision.LoadedNetwork;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model that leads texts and images to directions of one space, loaded on a device. */
final class TwoTowers implements LoadedNetwork {

  private final String name;
  private final TextTower texts;
  private final ImageTower images;
  private final Logit logit;
  private final DeviceCalls calls;

  private TwoTowers(
      String name, TextTower texts, ImageTower images, Logit logit, DeviceCalls calls) {
    this.name = name;
    this.texts = texts;
    this.images = images;
    this.logit = logit;
    this.calls = calls;
  }

  /**
   * Loads a folder as transformers leaves it: {@code config.json}, {@code
   * preprocessor_config.json}, the tokenizer's files and the weights; and goes once through both
   * towers, so that the first job does not wait for it.
   *
   * @param name of the reward that it gives
   * @param calls the way to the device, for all calls of the model's life
   * @param largestBatch most images that the device takes at once
   * @throws dev.rollover.model.ModelFormatException if a file is missing, or says what cannot be
   *     done here
   */
  static TwoTowers load(
      String name, Path folder, Device device, DeviceCalls calls, int largestBatch)
      throws IOException {
    TwoTowerConfig config = TwoTowerConfig.read(folder);
    Logit logit = Logit.read(folder, config.family());
    TextTower texts = TextTower.load(folder, config, device);
    try {
      ImageTower images =
          ImageTower.load(
              config.family(), config.vision(), config.projection(), folder, device, largestBatch);
      try {
        TwoTowers towers = new TwoTowers(name, texts, images, logit, calls);
        towers.warmUp(folder);
        return towers;
      } catch (RuntimeException e) {
        images.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      texts.close();
      throw e;
    }
  }

  private void warmUp(Path folder) {
    DeviceAccount nobody = new DeviceAccount(false);
    List<RgbImage> grey = List.of(GreyImage.image());
    List<Double> cosines = cosines(grey, direction("warm up", nobody), nobody);
    GreyImage.requireFinite(folder, cosines.getFirst());
  }

  /** The direction of a text, of length 1; cut where it is longer than the tower reads. */
  float[] direction(String text, DeviceAccount account) {
    BatchKey key = new BatchKey(this, "encode", texts.length());
    return calls.submit(key, List.of(texts.ids(text)), texts::run, account).getFirst();
  }

  /** The cosine between each image's direction and a text's; NaN where the weights lead to none. */
  List<Double> cosines(List<RgbImage> scored, float[] direction, DeviceAccount account) {
    List<Row> rows =
        images.prepared(scored).stream().map(pixels -> new Row(pixels, direction)).toList();
    return calls.submit(new BatchKey(name, "reward", "any image"), rows, this::cosines, account);
  }

  /** One image, and the direction that its job compares it with. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Row(float[] pixels, float[] text) {}

  private List<Double> cosines(List<Row> rows) {
    List<float[]> directions =
        images.run(rows.stream().map(Row::pixels).toList(), ImageTower.Head.NONE);
    List<Double> cosines = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      cosines.add(product(directions.get(row), rows.get(row).text()));
    }
    return cosines;
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int at = 0; at < one.length; at++) {
      sum += (double) one[at] * other[at];
    }
    return sum;
  }

  /**
   * Records the cosines between images' directions and a text's, on the device's thread.
   *
   * @param scored {@code [batch, 3, height, width]} of any size, about [−1, 1]
   * @return {@code [batch]}
   */
  Tensor record(Scope scope, Tensor scored, float[] direction) {
    Tensor products = images.record(scope, scored).times(scope.floats(direction, direction.length));
    return products.meanOfRows().times(scope.scalar(direction.length));
  }

  /** What the model itself makes of a cosine. */
  Logit logit() {
    return logit;
  }

  @Override
  public void close() {
    images.close();
    texts.close();
  }
}
