package dev.rollover.bench.fullsize;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes weights as diffusers and transformers shard them, one tensor after the other.
 *
 * @param name of the file, or before the shards' numbers
 */
record ShardWriter(Path folder, String name, DataType type) {

  private static final String ENDING = ".safetensors";

  /** Writes one file, or several of about one size with their index. */
  void write(RandomWeights weights, int shards) throws IOException {
    if (shards == 1) {
      Safetensors.write(folder.resolve(name + ENDING), weights.shapes(), weights::of, type);
      return;
    }
    long total = weights.shapes().values().stream().mapToLong(this::bytes).sum();
    Map<String, Map<String, long[]>> files = new LinkedHashMap<>();
    long before = 0;
    for (Map.Entry<String, long[]> weight : new TreeMap<>(weights.shapes()).entrySet()) {
      int shard = (int) Math.min(shards, 1 + shards * before / total);
      files
          .computeIfAbsent(
              "%s-%05d-of-%05d%s".formatted(name, shard, shards, ENDING),
              file -> new LinkedHashMap<>())
          .put(weight.getKey(), weight.getValue());
      before += bytes(weight.getValue());
    }
    for (Map.Entry<String, Map<String, long[]>> file : files.entrySet()) {
      Safetensors.write(folder.resolve(file.getKey()), file.getValue(), weights::of, type);
    }
    index(files, total);
  }

  private void index(Map<String, Map<String, long[]>> files, long total) throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode root = json.createObjectNode();
    root.putObject("metadata").put("total_size", total);
    ObjectNode map = root.putObject("weight_map");
    files.forEach((file, shapes) -> shapes.keySet().forEach(weight -> map.put(weight, file)));
    Files.write(folder.resolve(name + ENDING + ".index.json"), json.writeValueAsBytes(root));
  }

  private long bytes(long[] shape) {
    long bytes = type.bytes();
    for (long side : shape) {
      bytes *= side;
    }
    return bytes;
  }
}
