package dev.rollover.model.flux;

import dev.rollover.model.Fixture;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A copy of the small pipeline in which something is not as it should be. */
@NullMarked
record BrokenFolder(Path path) {

  static final String DIFFUSERS = "diffusion_pytorch_model.safetensors";
  static final String TRANSFORMERS = "model.safetensors";

  /** A copy in which all is as it should be yet. */
  static BrokenFolder copiedTo(Path empty) throws IOException {
    FileSystemUtils.copyRecursively(Fixture.named("pipeline").folder(), empty);
    return new BrokenFolder(empty);
  }

  /** Sets a field of a part's configuration; {@code null} takes it away. */
  BrokenFolder with(String part, String field, String json) throws IOException {
    Path file = path.resolve(part).resolve(config(part));
    ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
    if (json.equals("null")) {
      root.remove(field);
    } else {
      root.set(field, JsonMapper.shared().readTree(json));
    }
    Files.writeString(file, root.toString());
    return this;
  }

  private static String config(String part) {
    return part.equals("scheduler") ? "scheduler_config.json" : "config.json";
  }

  /** Changes a part's weights. */
  BrokenFolder weights(String part, Consumer<Map<String, FloatTensor>> change) throws IOException {
    Path file = file(part);
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    try (Safetensors all = Safetensors.open(file)) {
      all.names().forEach(name -> weights.put(name, all.read(name)));
    }
    change.accept(weights);
    Safetensors.write(file, weights, DataType.F32);
    return this;
  }

  /** Calls a part's weight otherwise. */
  BrokenFolder renamed(String part, String from, String to) throws IOException {
    return weights(part, weights -> weights.put(to, weights.remove(from)));
  }

  /** Makes a weight so large that what it is multiplied with has no finite sum. */
  BrokenFolder overflowing(String part, String weight) throws IOException {
    return weights(
        part,
        weights ->
            Arrays.fill(Objects.requireNonNull(weights.get(weight)).data(), Float.MAX_VALUE));
  }

  /** The file of a part's weights. */
  Path file(String part) {
    return Stream.of(DIFFUSERS, TRANSFORMERS)
        .map(path.resolve(part)::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }
}
