package dev.rollover.model;

import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds and reads the weights in a folder as diffusers (the first names) or transformers left them.
 */
public final class WeightFiles {

  private static final List<String> NAMES =
      List.of(
          "diffusion_pytorch_model.safetensors",
          "diffusion_pytorch_model.safetensors.index.json",
          "model.safetensors",
          "model.safetensors.index.json");

  /** Tables of integers that older files have among the weights; programs need none. */
  private static final String POSITIONS = "position_ids";

  private WeightFiles() {}

  /**
   * Reads all weights.
   *
   * @param scope what the tensors live as long as
   * @throws dev.rollover.tensor.SafetensorsException if one is not of floats, naming it
   */
  public static Map<String, Tensor> read(Path folder, UnaryOperator<String> rename, Scope scope)
      throws IOException {
    return read(folder, rename, WeightChange.NONE, scope);
  }

  /**
   * Reads all weights.
   *
   * @param change what becomes of them before they are on the device
   * @param scope what the tensors live as long as
   * @throws dev.rollover.tensor.SafetensorsException if one is not of floats, naming it
   */
  public static Map<String, Tensor> read(
      Path folder, UnaryOperator<String> rename, WeightChange change, Scope scope)
      throws IOException {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(find(folder))) {
      for (String name : file.names()) {
        if (!name.endsWith(POSITIONS)) {
          FloatTensor stored = file.read(name);
          FloatTensor weight =
              change.of(name).map(changing -> changing.apply(stored)).orElse(stored);
          weights.put(rename.apply(name), scope.floats(weight.data(), weight.shape()));
        }
      }
    }
    return weights;
  }

  /**
   * Reads some of the weights.
   *
   * @param file a safetensors file, or a folder with one
   * @param shapes of the weights that are wanted, by name
   * @param storedAs what the file calls a weight of such a name
   * @param scope what the tensors live as long as
   * @throws ModelFormatException if one is missing or of another shape, naming it
   */
  static Map<String, Tensor> read(
      Path file, Map<String, long[]> shapes, UnaryOperator<String> storedAs, Scope scope)
      throws IOException {
    Path path = find(file);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (Safetensors all = Safetensors.open(path)) {
      shapes.forEach((name, shape) -> requireShape(path, all, storedAs.apply(name), shape));
      for (String name : shapes.keySet()) {
        FloatTensor weight = all.read(storedAs.apply(name));
        weights.put(name, scope.floats(weight.data(), weight.shape()));
      }
    }
    return weights;
  }

  /**
   * Reads a weight that is one number.
   *
   * @param file a safetensors file, or a folder with one
   * @throws ModelFormatException if it is missing, or not one number, naming it
   */
  public static float number(Path file, String name) throws IOException {
    Path path = find(file);
    try (Safetensors all = Safetensors.open(path)) {
      requireThere(path, all, name);
      float[] values = all.read(name).data();
      if (values.length != 1 || !Float.isFinite(values[0])) {
        throw new ModelFormatException(path, name, "is no single number");
      }
      return values[0];
    }
  }

  /**
   * Reads a weight that is a list of numbers.
   *
   * @param file a safetensors file, or a folder with one
   * @throws ModelFormatException if it is missing or has another length, naming it
   */
  public static float[] values(Path file, String name, int length) throws IOException {
    Path path = find(file);
    try (Safetensors all = Safetensors.open(path)) {
      requireShape(path, all, name, new long[] {length});
      return all.read(name).data();
    }
  }

  /**
   * The shapes of all weights, by name.
   *
   * @param file a safetensors file, or a folder with one
   */
  public static Map<String, long[]> shapes(Path file) throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (Safetensors all = Safetensors.open(find(file))) {
      all.names().forEach(name -> shapes.put(name, all.info(name).shape()));
    }
    return shapes;
  }

  private static void requireShape(Path path, Safetensors file, String name, long[] shape) {
    requireThere(path, file, name);
    long[] stored = file.info(name).shape();
    if (!Arrays.equals(stored, shape)) {
      throw new ModelFormatException(
          path,
          name,
          "has the shape %s where the configuration needs %s"
              .formatted(Arrays.toString(stored), Arrays.toString(shape)));
    }
  }

  private static void requireThere(Path path, Safetensors file, String name) {
    if (!file.names().contains(name)) {
      throw new ModelFormatException(path, name, "is missing among the weights");
    }
  }

  /**
   * Makes sure of weights before anything runs.
   *
   * @throws ModelFormatException if one is missing, naming it
   */
  static void require(Path folder, Collection<String> names) throws IOException {
    Path path = find(folder);
    try (Safetensors file = Safetensors.open(path)) {
      names.forEach(name -> requireThere(path, file, name));
    }
  }

  private static Path find(Path folder) {
    if (Files.isRegularFile(folder)) {
      return folder;
    }
    return NAMES.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () -> new ModelFormatException(folder, "has none of " + String.join(", ", NAMES)));
  }
}
