package dev.rollover.tensor;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON header of one safetensors file: where each tensor lies. Reading it proves that the
 * tensors fill the data exactly, in some order, without gap or overlap.
 *
 * @param entries by tensor name, in the file's order
 * @param metadata whatever else the file's writer had to say
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {

  /**
   * One tensor.
   *
   * @param begin its first byte, counted from the end of the header
   * @param end the byte after its last
   */
  record Entry(TensorInfo info, long begin, long end) {}

  static final String METADATA = "__metadata__";

  /** Bytes of one value of every type that the format knows; we read only some of them. */
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("I16", 2),
          Map.entry("U16", 2),
          Map.entry("F32", 4),
          Map.entry("I32", 4),
          Map.entry("U32", 4),
          Map.entry("F64", 8),
          Map.entry("I64", 8),
          Map.entry("U64", 8));

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a header.
   *
   * @param file named in errors
   * @param dataSize bytes that follow the header
   */
  static SafetensorsHeader parse(Path file, byte[] json, long dataSize) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : parseObject(file, json).properties()) {
      if (field.getKey().equals(METADATA)) {
        requireStrings(file, field.getValue());
        field
            .getValue()
            .properties()
            .forEach(said -> metadata.put(said.getKey(), said.getValue().stringValue()));
      } else {
        entries.put(field.getKey(), new EntryReader(file, field.getKey()).read(field.getValue()));
      }
    }
    requireExactCover(file, entries, dataSize);
    return new SafetensorsHeader(entries, metadata);
  }

  /** Reads a JSON object strictly: no duplicate keys, nothing after it. */
  static JsonNode parseObject(Path file, byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new SafetensorsException(file, "not valid JSON: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject()) {
      throw new SafetensorsException(file, "not a JSON object");
    }
    return root;
  }

  private static void requireStrings(Path file, JsonNode metadata) {
    if (!metadata.isObject() || !metadata.valueStream().allMatch(JsonNode::isString)) {
      throw new SafetensorsException(file, METADATA + " is not a map from strings to strings");
    }
  }

  private static void requireExactCover(Path file, Map<String, Entry> entries, long dataSize) {
    List<Map.Entry<String, Entry>> inOrder =
        entries.entrySet().stream()
            .sorted(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                    .thenComparingLong(e -> e.getValue().end()))
            .toList();
    long covered = 0;
    for (Map.Entry<String, Entry> next : inOrder) {
      Entry entry = next.getValue();
      if (entry.end() > dataSize) {
        throw new SafetensorsException(
            file,
            next.getKey(),
            "ends at byte %d of %d: the file is truncated or the offsets are out of range"
                .formatted(entry.end(), dataSize));
      }
      if (entry.begin() != covered) {
        throw new SafetensorsException(
            file,
            next.getKey(),
            "begins at byte %d %s byte %d"
                .formatted(
                    entry.begin(),
                    entry.begin() < covered
                        ? "and overlaps its neighbour, which ends at"
                        : "and leaves a gap after",
                    covered));
      }
      covered = entry.end();
    }
    if (covered != dataSize) {
      throw new SafetensorsException(
          file, "%d bytes of data, of which tensors cover %d".formatted(dataSize, covered));
    }
  }

  /** Reads what the header says of one tensor. */
  private record EntryReader(Path file, String name) {

    Entry read(JsonNode node) {
      if (!node.isObject()) {
        throw malformed("is not described by a JSON object");
      }
      JsonNode dataType = node.path("dtype");
      if (!dataType.isString()) {
        throw malformed("dtype is missing or not a string");
      }
      Integer bytes = BYTES.get(dataType.stringValue());
      if (bytes == null) {
        throw malformed("unknown dtype " + dataType.stringValue());
      }
      long[] shape = naturals(node, "shape");
      long[] offsets = naturals(node, "data_offsets");
      if (offsets.length != 2 || offsets[0] > offsets[1]) {
        throw malformed("data_offsets is not a pair [begin, end]");
      }
      long stored = offsets[1] - offsets[0];
      Long expected = sizeOrNull(shape, bytes);
      if (expected == null || expected != stored) {
        throw malformed(
            "%d bytes do not hold shape %s of %s"
                .formatted(stored, node.path("shape"), dataType.stringValue()));
      }
      return new Entry(new TensorInfo(dataType.stringValue(), shape), offsets[0], offsets[1]);
    }

    private long[] naturals(JsonNode node, String field) {
      JsonNode array = node.path(field);
      if (!array.isArray()) {
        throw malformed(field + " is missing or not an array");
      }
      return array.valueStream().mapToLong(value -> natural(value, field)).toArray();
    }

    private long natural(JsonNode value, String field) {
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
        throw malformed("%s has %s, which is no natural number".formatted(field, value));
      }
      return value.longValue();
    }

    private static @Nullable Long sizeOrNull(long[] shape, int bytes) {
      try {
        long size = bytes;
        for (long side : shape) {
          size = Math.multiplyExact(size, side);
        }
        return size;
      } catch (ArithmeticException e) {
        return null; // More than any file can hold.
      }
    }

    private SafetensorsException malformed(String what) {
      return new SafetensorsException(file, name, what);
    }
  }
}
