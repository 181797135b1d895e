package dev.rollover.reward.vision;

import dev.rollover.model.RgbImage;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/**
 * A small random model made by {@code src/test/python/make_reward_fixtures.py}, with what went in
 * and out.
 */
@NullMarked
public record RewardFixture(Path folder) {

  public static RewardFixture named(String name) {
    return new RewardFixture(Path.of("src/test/resources/reward-fixtures", name));
  }

  /** One of the tensors that went in or came out. */
  public FloatTensor value(String name) {
    try (Safetensors file = Safetensors.open(folder.resolve("parity.safetensors"))) {
      return file.read(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The images, of different sizes. */
  public List<RgbImage> images() {
    List<RgbImage> images = new ArrayList<>();
    try (Safetensors file = Safetensors.open(folder.resolve("parity.safetensors"))) {
      while (file.names().contains("image_" + images.size())) {
        images.add(image(file.read("image_" + images.size())));
      }
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RgbImage image(FloatTensor pixels) {
    byte[] rgb = new byte[pixels.data().length];
    for (int at = 0; at < rgb.length; at++) {
      rgb[at] = (byte) pixels.data()[at];
    }
    return new RgbImage((int) pixels.shape()[1], (int) pixels.shape()[0], rgb);
  }

  /** The texts, one after another. */
  public List<String> texts() {
    try {
      return Files.readString(folder.resolve("texts.txt")).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy in an empty folder, whose weights are not as they should be. */
  public RewardFixture spoilt(Path target, Consumer<Map<String, FloatTensor>> change)
      throws IOException {
    RewardFixture copy = copy(target);
    Path file = target.resolve("model.safetensors");
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    try (Safetensors all = Safetensors.open(file)) {
      all.names().forEach(weight -> weights.put(weight, all.read(weight)));
    }
    change.accept(weights);
    Safetensors.write(file, weights, DataType.F32);
    return copy;
  }

  /** A copy in an empty folder. */
  public RewardFixture copy(Path target) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return new RewardFixture(target);
  }
}
