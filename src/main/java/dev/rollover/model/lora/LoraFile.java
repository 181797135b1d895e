package dev.rollover.model.lora;

import dev.rollover.model.Faults;
import dev.rollover.model.ModelFormatException;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one LoRA: for each layer two matrices and perhaps an alpha, in the naming of diffusers and
 * peft ({@code transformer.….lora_A.weight}) or of the original programs ({@code
 * lora_unet_….lora_down.weight}). All that is wrong with it is told at once.
 */
final class LoraFile {

  private static final List<String> DOWN =
      List.of(".lora_A.weight", ".lora_A.default.weight", ".lora_down.weight", ".lora.down.weight");
  private static final List<String> UP =
      List.of(".lora_B.weight", ".lora_B.default.weight", ".lora_up.weight", ".lora.up.weight");
  private static final List<String> ALPHA = List.of(".alpha");

  /** How names of text encoders' layers begin. */
  private static final List<String> TEXT_ENCODERS = List.of("text_encoder", "lora_te");

  /** The names of one layer's tensors. */
  private static final class Names {
    private @Nullable String down;
    private @Nullable String up;
    private @Nullable String alpha;
  }

  private final Path path;
  private final LoraTargets targets;
  private final double scale;
  private final Faults faults = new Faults();

  LoraFile(Path path, LoraTargets targets, double scale) {
    this.path = path;
    this.targets = targets;
    this.scale = scale;
  }

  /**
   * What it adds to the weights.
   *
   * @throws ModelFormatException if a tensor is none of a LoRA's, or of no layer of the network, or
   *     does not fit that; naming each
   */
  List<LoraUpdate> read() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new ModelFormatException(path, "is missing");
    }
    try (Safetensors file = Safetensors.open(path)) {
      LoraScaling scaling = LoraScaling.read(path, file.metadata());
      List<LoraUpdate> updates = new ArrayList<>();
      for (Map.Entry<String, Names> layer : layers(file).entrySet()) {
        updates.addAll(updates(file, layer.getKey(), layer.getValue(), scaling));
      }
      if (file.names().isEmpty()) {
        faults.add(path, "has no update in it");
      }
      faults.throwIfAny();
      return updates;
    }
  }

  private Map<String, Names> layers(Safetensors file) {
    Map<String, Names> layers = new LinkedHashMap<>();
    for (String name : file.names()) {
      Optional<String> down = without(name, DOWN);
      Optional<String> up = without(name, UP);
      Optional<String> alpha = without(name, ALPHA);
      Optional<String> layer = down.or(() -> up).or(() -> alpha);
      if (TEXT_ENCODERS.stream().anyMatch(name::startsWith)) {
        faults.add(path, name, "is of a text encoder, and only the transformer takes any");
      } else if (layer.isEmpty()) {
        faults.add(path, name, "is neither a matrix nor the alpha of a LoRA");
      } else {
        Names names = layers.computeIfAbsent(layer.get(), key -> new Names());
        down.ifPresent(key -> names.down = name);
        up.ifPresent(key -> names.up = name);
        alpha.ifPresent(key -> names.alpha = name);
      }
    }
    return layers;
  }

  private static Optional<String> without(String name, List<String> endings) {
    return endings.stream()
        .filter(name::endsWith)
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()));
  }

  private List<LoraUpdate> updates(
      Safetensors file, String layer, Names names, LoraScaling scaling) {
    List<Segment> segments = targets.find(layer);
    if (segments == null) {
      faults.add(path, layer, "is no layer of the transformer");
      return List.of();
    }
    if (names.down == null || names.up == null) {
      faults.add(path, layer, "lacks one of its two matrices");
      return List.of();
    }
    FloatTensor down = file.read(names.down);
    FloatTensor up = file.read(names.up);
    if (!fits(layer, segments, down, up)) {
      return List.of();
    }
    double factor = scale * scaling.factor(layer, (int) down.shape()[0], alpha(file, names));
    return segments.stream().map(segment -> new LoraUpdate(segment, down, up, factor)).toList();
  }

  private @Nullable Double alpha(Safetensors file, Names names) {
    if (names.alpha == null) {
      return null;
    }
    float[] values = file.read(names.alpha).data();
    if (values.length != 1 || !Float.isFinite(values[0])) {
      faults.add(path, names.alpha, "is no single number");
      return null;
    }
    return (double) values[0];
  }

  private boolean fits(String layer, List<Segment> segments, FloatTensor down, FloatTensor up) {
    long out = segments.stream().mapToLong(Segment::rows).sum();
    long in = targets.shapeOf(segments.getFirst())[1];
    boolean fits =
        down.shape().length == 2
            && up.shape().length == 2
            && down.shape()[0] > 0
            && down.shape()[1] == in
            && up.shape()[0] == out
            && up.shape()[1] == down.shape()[0];
    if (!fits) {
      faults.add(
          path,
          layer,
          "has matrices of %s and %s, not [rank, %d] and [%d, rank]"
              .formatted(Arrays.toString(down.shape()), Arrays.toString(up.shape()), in, out));
    }
    return fits;
  }
}
