package dev.rollover.reward.clip;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.model.Tokenizer;
import dev.rollover.model.WeightFiles;
import dev.rollover.reward.vision.GreyImage;
import dev.rollover.reward.vision.LoadedNetwork;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model that leads texts and images to directions of one space, loaded on a device. */
final class TwoTowers implements LoadedNetwork {

  private final String name;
  private final Tokenizer tokenizer;
  private final Network text;
  private final ImageTower images;
  private final Device device;
  private final DeviceCalls calls;
  private final double logitScale;
  private final double logitBias;

  private TwoTowers(
      String name,
      Tokenizer tokenizer,
      Network text,
      ImageTower images,
      Device device,
      DeviceCalls calls,
      double logitScale,
      double logitBias) {
    this.name = name;
    this.tokenizer = tokenizer;
    this.text = text;
    this.images = images;
    this.device = device;
    this.calls = calls;
    this.logitScale = logitScale;
    this.logitBias = logitBias;
  }

  /**
   * Loads a folder as transformers leaves it: {@code config.json}, {@code
   * preprocessor_config.json}, the tokenizer's files and the weights.
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
    TwoTowers towers = loaded(name, folder, device, calls, largestBatch);
    try {
      towers.warmUp(folder);
      return towers;
    } catch (RuntimeException e) {
      towers.close();
      throw e;
    }
  }

  private static TwoTowers loaded(
      String name, Path folder, Device device, DeviceCalls calls, int largestBatch)
      throws IOException {
    TwoTowerConfig config = TwoTowerConfig.read(folder);
    double logitScale = logitScale(folder);
    double logitBias =
        config.family() == Family.SIGLIP ? WeightFiles.number(folder, "logit_bias") : 0;
    Tokenizer tokenizer = Tokenizer.open(folder, config.text().maxPositionEmbeddings());
    try {
      Network text =
          Network.load(
              config.family().textProgram(),
              config.textConstants(),
              folder,
              config.textWeights(),
              device);
      try {
        ImageTower images =
            ImageTower.load(
                config.family(),
                config.vision(),
                config.projection(),
                folder,
                device,
                largestBatch);
        return new TwoTowers(name, tokenizer, text, images, device, calls, logitScale, logitBias);
      } catch (IOException | RuntimeException e) {
        text.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static double logitScale(Path folder) throws IOException {
    double logarithm = WeightFiles.number(folder, "logit_scale");
    double scale = Math.exp(logarithm);
    if (!Double.isFinite(scale)) {
      throw new ModelFormatException(
          folder, "logit_scale", "is a number whose power of e is finite, not " + logarithm);
    }
    return scale;
  }

  /** Goes once through both towers, so that the first job does not wait for it. */
  private void warmUp(Path folder) {
    DeviceAccount nobody = new DeviceAccount(false);
    List<Double> cosines =
        cosines(List.of(GreyImage.image()), direction("warm up", nobody), nobody);
    GreyImage.requireFinite(folder, cosines.getFirst());
  }

  /** The direction of a text, of length 1; cut where it is longer than the tower reads. */
  float[] direction(String said, DeviceAccount account) {
    BatchKey key = new BatchKey(this, "encode", tokenizer.length());
    List<long[]> ids = List.of(tokenizer.ids(said));
    return calls.submit(key, ids, this::directions, account).getFirst();
  }

  private List<float[]> directions(List<long[]> ids) {
    try (Scope scope = device.scope()) {
      return text.run(scope, scope.stackLongs(ids)).toRows();
    }
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

  /** What the model itself makes of a cosine. */
  double logit(double cosine) {
    return logitScale * cosine + logitBias;
  }

  @Override
  public void close() {
    images.close();
    text.close();
    tokenizer.close();
  }
}
