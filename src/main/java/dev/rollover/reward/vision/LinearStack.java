package dev.rollover.reward.vision;

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
 * Linear layers one after another, down to one number, as {@code torch.nn.Sequential} names them:
 * {@code layers.N.weight} and {@code layers.N.bias}. The heads of LAION's second aesthetic
 * predictor and of ImageReward have five, 768-1024-128-64-16-1, numbered 0, 2, 4, 6 and 7, with
 * dropouts between.
 *
 * @param file of the weights
 * @param name before the layers' numbers
 * @param shapes of the weights, by their number
 */
public record LinearStack(Path file, String name, SortedMap<Integer, long[]> shapes) {

  /**
   * Reads what layers there are.
   *
   * @param name before the layers' numbers, such as {@code layers}
   * @param in numbers that the first one takes
   * @throws ModelFormatException if they do not fit together
   */
  public static LinearStack read(Path file, String name, int in) throws IOException {
    Pattern pattern = Pattern.compile(Pattern.quote(name) + "\\.(\\d{1,4})\\.weight");
    SortedMap<Integer, long[]> shapes = new TreeMap<>();
    WeightFiles.shapes(file)
        .forEach(
            (stored, shape) -> {
              Matcher weight = pattern.matcher(stored);
              if (weight.matches()) {
                shapes.put(Integer.valueOf(weight.group(1)), shape);
              }
            });
    LinearStack stack = new LinearStack(file, name, shapes);
    stack.requireFit(in);
    return stack;
  }

  private void requireFit(int in) {
    if (shapes.isEmpty()) {
      throw new ModelFormatException(file, weight(0), "is missing among the weights");
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

  private String weight(int layer) {
    return "%s.%d.weight".formatted(name, layer);
  }

  /** Loads them on a device. */
  public Network load(Device device) throws IOException {
    Map<String, long[]> weights = new LinkedHashMap<>();
    shapes.forEach(
        (layer, shape) -> {
          weights.put(weight(layer), shape);
          weights.put("%s.%d.bias".formatted(name, layer), new long[] {shape[0]});
        });
    return Network.load(
        "linear_stack",
        Map.of("name", name, "layers", List.copyOf(shapes.keySet()), "precision", Network.FLOAT32),
        file,
        weights,
        device);
  }
}
