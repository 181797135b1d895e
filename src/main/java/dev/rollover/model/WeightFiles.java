package dev.rollover.model;

import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds and reads the weights in a folder as diffusers (the first names) or transformers left them.
 */
final class WeightFiles {

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
  static Map<String, Tensor> read(Path folder, UnaryOperator<String> rename, Scope scope)
      throws IOException {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (Safetensors file = Safetensors.open(find(folder))) {
      for (String name : file.names()) {
        if (!name.endsWith(POSITIONS)) {
          FloatTensor weight = file.read(name);
          weights.put(rename.apply(name), scope.floats(weight.data(), weight.shape()));
        }
      }
    }
    return weights;
  }

  /**
   * Makes sure of weights before anything runs.
   *
   * @throws ModelFormatException if one is missing, naming it
   */
  static void require(Path folder, Collection<String> names) throws IOException {
    Path path = find(folder);
    try (Safetensors file = Safetensors.open(path)) {
      for (String name : names) {
        if (!file.names().contains(name)) {
          throw new ModelFormatException(path, name, "is missing among the weights");
        }
      }
    }
  }

  private static Path find(Path folder) {
    return NAMES.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () -> new ModelFormatException(folder, "has none of " + String.join(", ", NAMES)));
  }
}
