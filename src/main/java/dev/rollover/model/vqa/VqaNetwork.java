package dev.rollover.model.vqa;

import dev.rollover.model.ModelFolder;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.WeightFiles;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A small model that answers questions about images with the log odds of yes: an encoder of images,
 * one of questions, and cross-attention between them. Run by one thread at a time.
 */
public final class VqaNetwork implements AutoCloseable {

  /** Images that are looked at at once: more are no faster, and take more memory. */
  private static final int MOST_AT_ONCE = 128;

  private static final String BUNDLED = "classpath:models/vqa";

  private final Device device;
  private final VqaConfig config;
  private final VqaWords words;
  private final Scope weights;
  private final Program pixels;
  private final Program sight;
  private final Program image;
  private final Program answer;

  /**
   * An image and what is asked of it.
   *
   * @param rgb of the network's size, row-major {@code [height, width, 3]}
   * @param question in words that it knows
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  public record Row(byte[] rgb, String question) {}

  private VqaNetwork(Device device, VqaConfig config, Scope weights, Map<String, Tensor> byName) {
    this.device = device;
    this.config = config;
    this.words = new VqaWords(config);
    this.weights = weights;
    this.pixels = Program.compile("rgb_planes", Map.of(), device);
    this.sight = Program.compile("vqa_sight", Map.of("side", config.imageSize()), device);
    this.image = Program.compile("vqa_image", config.imageConstants(Precision.FLOAT32), device);
    this.answer = Program.compile("vqa_answer", config.answerConstants(Precision.FLOAT32), device);
    image.bind(byName);
    answer.bind(byName);
  }

  /** Loads the one that comes with this service, for the world of its bundled model. */
  public static VqaNetwork bundled(Device device) {
    try (ModelFolder folder = ModelFolder.ofNetwork(BUNDLED)) {
      return load(folder.path(), device);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot load " + BUNDLED, unreadable);
    }
  }

  /**
   * Loads a folder of {@code config.json} and {@code model.safetensors}.
   *
   * @throws ModelFormatException if a file is missing, or says what this cannot do
   */
  public static VqaNetwork load(Path folder, Device device) throws IOException {
    VqaConfig config = VqaConfig.read(folder);
    Scope weights = device.scope();
    try {
      return new VqaNetwork(device, config, weights, WeightFiles.read(folder, weights));
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /**
   * The log odds of yes, of each row by itself; not a number where the weights are broken.
   *
   * @throws IllegalArgumentException if an image has another size, or a question other words
   */
  public List<Double> logOdds(List<Row> rows) {
    List<Double> answers = new ArrayList<>(rows.size());
    for (int at = 0; at < rows.size(); at += MOST_AT_ONCE) {
      List<Row> part = rows.subList(at, Math.min(at + MOST_AT_ONCE, rows.size()));
      for (float logit : logits(part)) {
        answers.add(logit / config.temperature());
      }
    }
    return answers;
  }

  private float[] logits(List<Row> rows) {
    int side = config.imageSize();
    int size = 3 * side * side;
    byte[] rgb = new byte[rows.size() * size];
    for (int row = 0; row < rows.size(); row++) {
      byte[] one = rows.get(row).rgb();
      if (one.length != size) {
        throw new IllegalArgumentException(
            "an image has %d bytes of %d×%d pixels, not %d"
                .formatted(size, side, side, one.length));
      }
      System.arraycopy(one, 0, rgb, row * size, size);
    }
    try (Scope scope = device.scope()) {
      List<long[]> ids = rows.stream().map(row -> words.ids(row.question())).toList();
      Tensor seen = pixels.run(scope, scope.bytes(rgb, rows.size(), side, side, 3));
      Tensor tokens = image.run(scope, seen);
      return answer.run(scope, tokens, questions(scope, ids)).toFloats();
    }
  }

  /** One question of each image: {@code [images, 1, 1 + phrases, words]}. */
  private Tensor questions(Scope scope, List<long[]> ids) {
    return scope.longs(
        ids.stream().flatMapToLong(Arrays::stream).toArray(),
        ids.size(),
        1,
        1 + config.phrases(),
        config.phraseLength());
  }

  /**
   * The log odds of yes, recorded so that gradients can flow back to the images.
   *
   * @param images {@code [batch, 3, height, width]} of any size, about [−1, 1]
   * @param question asked of each, in words that it knows
   * @return {@code [batch]}
   */
  public Tensor record(Scope scope, Tensor images, String question) {
    int batch = Math.toIntExact(images.shape()[0]);
    List<long[]> ids = Collections.nCopies(batch, words.ids(question));
    Tensor tokens = image.record(scope, sight.record(scope, images));
    Tensor logits = answer.record(scope, tokens, questions(scope, ids)).meanOfRows();
    return logits.times(scope.scalar((float) (1 / config.temperature())));
  }

  /** Pixels along a side of the images that it sees. */
  public int imageSize() {
    return config.imageSize();
  }

  @Override
  public void close() {
    answer.close();
    image.close();
    sight.close();
    pixels.close();
    weights.close();
  }
}
