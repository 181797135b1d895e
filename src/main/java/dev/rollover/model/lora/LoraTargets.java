package dev.rollover.model.lora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The linear layers of a network that LoRAs update, by all names that files have for them: the
 * network's own, and those that are added here. Whether a name is spelt with dots or underscores
 * makes no difference.
 */
public final class LoraTargets {

  private static final String WEIGHT = ".weight";

  /** How names begin that say whose layers they are. */
  private static final List<String> PREFIXES =
      List.of(
          "transformer.",
          "diffusion_model.",
          "base_model.model.",
          "lora_unet_",
          "lora_transformer_");

  private final Map<String, long[]> shapes;
  private final Map<String, List<Segment>> segments = new HashMap<>();

  /**
   * Knows a network's layers by its own names.
   *
   * @param shapes of all its weights, by name
   */
  public LoraTargets(Map<String, long[]> shapes) {
    this.shapes = Map.copyOf(shapes);
    shapes.forEach(
        (name, shape) -> {
          if (name.endsWith(WEIGHT) && shape.length == 2) {
            String layer = name.substring(0, name.length() - WEIGHT.length());
            stacked(layer, layer);
          }
        });
  }

  /** A name for one layer whose rows are those of several, one after another. */
  public LoraTargets stacked(String name, String... layers) {
    List<Segment> parts = new ArrayList<>();
    int from = 0;
    for (String layer : layers) {
      int rows = (int) shape(layer)[0];
      parts.add(new Segment(layer + WEIGHT, from, 0, rows));
      from += rows;
    }
    segments.put(plain(name), List.copyOf(parts));
    return this;
  }

  /** A name for a layer which has the second half of its rows first. */
  public LoraTargets swapped(String name, String layer) {
    int half = (int) shape(layer)[0] / 2;
    String weight = layer + WEIGHT;
    segments.put(
        plain(name),
        List.of(new Segment(weight, 0, half, half), new Segment(weight, half, 0, half)));
    return this;
  }

  /** Where the update of what a file calls so goes; null for a name of none of the layers. */
  @Nullable List<Segment> find(String name) {
    String bare =
        PREFIXES.stream()
            .filter(name::startsWith)
            .findFirst()
            .map(prefix -> name.substring(prefix.length()))
            .orElse(name);
    return segments.get(plain(bare));
  }

  private long[] shape(String layer) {
    long[] shape = shapes.get(layer + WEIGHT);
    if (shape == null) {
      throw new IllegalArgumentException("the network has no layer " + layer);
    }
    return shape;
  }

  /** Of a weight that is a target: {@code [out, in]}. */
  long[] shapeOf(Segment segment) {
    return shape(segment.weight().substring(0, segment.weight().length() - WEIGHT.length()));
  }

  private static String plain(String name) {
    return name.replace('.', '_');
  }
}
