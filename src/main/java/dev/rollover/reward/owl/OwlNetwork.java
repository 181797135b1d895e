package dev.rollover.reward.owl;

import dev.rollover.model.Network;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.clip.TextTower;
import dev.rollover.reward.vision.GreyImage;
import dev.rollover.reward.vision.LoadedNetwork;
import dev.rollover.reward.vision.SquareProcessor;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An OWLv2, loaded on a device. */
final class OwlNetwork implements LoadedNetwork {

  private final String timedAs;
  private final SquareProcessor processor;
  private final TextTower texts;
  private final Network network;
  private final Device device;
  private final DeviceCalls calls;
  private final int largestBatch;

  private OwlNetwork(Loading loading, SquareProcessor processor, TextTower texts, Network network) {
    this.timedAs = loading.timedAs();
    this.processor = processor;
    this.texts = texts;
    this.network = network;
    this.device = loading.device();
    this.calls = loading.calls();
    this.largestBatch = loading.largestBatch();
  }

  /**
   * How a network is to be loaded.
   *
   * @param timedAs what its calls are timed as
   * @param calls the way to the device, for all calls of the network's life
   * @param largestBatch most images that are prepared by a job, and that the device takes, at once
   */
  record Loading(String timedAs, Device device, DeviceCalls calls, int largestBatch) {}

  /**
   * Loads a folder as transformers leaves it: {@code config.json}, {@code
   * preprocessor_config.json}, the tokenizer's files and the weights; and goes once through it, so
   * that the first job does not wait for it.
   *
   * @throws dev.rollover.model.ModelFormatException if a file is missing, or says what cannot be
   *     done here
   */
  static OwlNetwork load(Path folder, Loading loading) throws IOException {
    OwlConfig config = OwlConfig.read(folder);
    SquareProcessor processor = SquareProcessor.read(folder, config.vision().imageSize());
    TextTower texts =
        TextTower.ofClip(
            folder, config.text(), config.projection(), OwlConfig::storedAs, loading.device());
    try {
      Network network =
          Network.load(
              "owlv2_patches",
              config.vision().constants(),
              folder,
              config.patchWeights(),
              OwlConfig::storedAs,
              loading.device());
      OwlNetwork loaded = new OwlNetwork(loading, processor, texts, network);
      try {
        loaded.warmUp(folder);
        return loaded;
      } catch (RuntimeException e) {
        network.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      texts.close();
      throw e;
    }
  }

  private void warmUp(Path folder) {
    DeviceAccount nobody = new DeviceAccount(false);
    List<float[]> queries = directions(List.of("warm up"), nobody);
    Patches patches = patches(List.of(GreyImage.image()), queries, nobody).getFirst();
    GreyImage.requireFinite(folder, patches.areFinite() ? 0 : Double.NaN);
  }

  /** The direction of each text, of length 1; cut where it is longer than the tower reads. */
  List<float[]> directions(List<String> queries, DeviceAccount account) {
    BatchKey key = new BatchKey(this, "encode", texts.length());
    return calls.submit(key, queries.stream().map(texts::ids).toList(), texts::run, account);
  }

  /**
   * What the patches of each image show of queries.
   *
   * @param queries their directions, one or more
   */
  List<Patches> patches(List<RgbImage> images, List<float[]> queries, DeviceAccount account) {
    float[] joined = joined(queries);
    BatchKey key = new BatchKey(timedAs, "reward", "any image");
    List<Patches> seen = new ArrayList<>(images.size());
    for (int at = 0; at < images.size(); at += largestBatch) {
      List<RgbImage> part = images.subList(at, Math.min(at + largestBatch, images.size()));
      List<Row> rows =
          part.parallelStream()
              .map(image -> new Row(processor.process(image), joined, queries.size()))
              .toList();
      seen.addAll(calls.submit(key, rows, this::patches, account));
    }
    return seen;
  }

  private static float[] joined(List<float[]> queries) {
    int length = queries.getFirst().length;
    float[] joined = new float[queries.size() * length];
    for (int query = 0; query < queries.size(); query++) {
      System.arraycopy(queries.get(query), 0, joined, query * length, length);
    }
    return joined;
  }

  /** One image, and the directions of what its job looks for, one after another. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Row(float[] pixels, float[] directions, int queries) {

    int projection() {
      return directions.length / queries;
    }
  }

  private List<Patches> patches(List<Row> rows) {
    List<Patches> patches = new ArrayList<>(rows.size());
    for (int at = 0; at < rows.size(); at += largestBatch) {
      patches.addAll(call(rows.subList(at, Math.min(at + largestBatch, rows.size()))));
    }
    return patches;
  }

  /** Rows that look for fewer things than others look for nothing in what they have too few. */
  private List<Patches> call(List<Row> rows) {
    int side = processor.side();
    int queries = rows.stream().mapToInt(Row::queries).max().orElseThrow();
    int projection = rows.getFirst().projection();
    try (Scope scope = device.scope()) {
      Tensor pixels = scope.stack(rows.stream().map(Row::pixels).toList(), 3, side, side);
      Tensor directions =
          scope.stack(
              rows.stream()
                  .map(row -> Arrays.copyOf(row.directions(), queries * projection))
                  .toList(),
              queries,
              projection);
      List<float[]> values = network.run(scope, pixels, directions).toRows();
      List<Patches> patches = new ArrayList<>(rows.size());
      for (int row = 0; row < rows.size(); row++) {
        int width = Patches.BEFORE_QUERIES + queries;
        patches.add(new Patches(values.get(row), width, rows.get(row).queries()));
      }
      return patches;
    }
  }

  @Override
  public void close() {
    network.close();
    texts.close();
  }
}
