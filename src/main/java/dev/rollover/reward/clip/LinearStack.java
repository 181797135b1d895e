package dev.rollover.reward.clip;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.Network;
import dev.rollover.model.WeightFiles;
import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Linear layers one after another, down to one number: {@code layers.N.weight} and {@code
 * layers.N.bias}, as {@code torch.nn.Sequential} names them. LAION's second aesthetic predictor has
 * five, 768-1024-128-64-16-1, numbered 0, 2, 4, 6 and 7, with dropouts between.
 *
 * @param shapes of the weights, by their place
 */
record LinearStack(Path file, SortedMap<Integer, long[]> shapes) {

  private static final Pattern WEIGHT = Pattern.compile("layers\\.(\\d{1,4})\\.weight");

  /**
   * Reads what layers there are.
   *
   * @param in numbers that the first one takes
   * @throws ModelFormatException if they do not fit together
   */
  static LinearStack read(Path file, int in) throws IOException {
    SortedMap<Integer, long[]> shapes = new TreeMap<>();
    WeightFiles.shapes(file)
        .forEach(
            (name, shape) -> {
              Matcher weight = WEIGHT.matcher(name);
              if (weight.matches()) {
                shapes.put(Integer.valueOf(weight.group(1)), shape);
              }
            });
    LinearStack stack = new LinearStack(file, shapes);
    stack.requireFit(in);
    return stack;
  }

  private void requireFit(int in) {
    if (shapes.isEmpty()) {
      throw new ModelFormatException(file, "layers.0.weight", "is missing among the weights");
    }
    long width = in;
    for (Map.Entry<Integer, long[]> layer : shapes.entrySet()) {
      long[] shape = layer.getValue();
      if (shape.length != 2 || shape[1] != width) {
        throw new ModelFormatException(
            file, weight(layer.getKey()), "takes %d numbers in its rows".formatted(width));
      }
      width = shape[0];
    }
    if (width != 1) {
      throw new ModelFormatException(
          file, weight(shapes.lastKey()), "ends in 1 number, not %d".formatted(width));
    }
  }

  private static String weight(int layer) {
    return "layers.%d.weight".formatted(layer);
  }

  Network load(Device device) throws IOException {
    Map<String, long[]> weights = new LinkedHashMap<>();
    shapes.forEach(
        (layer, shape) -> {
          weights.put(weight(layer), shape);
          weights.put("layers.%d.bias".formatted(layer), new long[] {shape[0]});
        });
    return Network.load(
        "linear_stack", Map.of("layers", List.copyOf(shapes.keySet())), file, weights, device);
  }
}
