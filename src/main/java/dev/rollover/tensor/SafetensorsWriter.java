package dev.rollover.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one safetensors file, tensors in the order of their names. */
final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;

  private final DataType dataType;
  private final TreeMap<String, long[]> shapes;
  private final Function<String, FloatTensor> tensors;

  SafetensorsWriter(
      Map<String, long[]> shapes, Function<String, FloatTensor> tensors, DataType dataType) {
    if (shapes.containsKey(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(SafetensorsHeader.METADATA + " is no tensor's name");
    }
    this.shapes = new TreeMap<>(shapes);
    this.tensors = tensors;
    this.dataType = dataType;
  }

  /** Writes beside the target and then renames, so that nobody ever reads half a file. */
  void write(Path path) throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".unfinished");
    try (Arena arena = Arena.ofConfined();
        FileChannel channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      byte[] header = header();
      long size = Long.BYTES + header.length + shapes.values().stream().mapToLong(this::size).sum();
      fill(channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena), header);
    }
    Files.move(
        unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private byte[] header() {
    JsonMapper json = new JsonMapper();
    ObjectNode root = json.createObjectNode();
    // transformers refuses a file that does not say which framework its tensors are of.
    root.putObject(SafetensorsHeader.METADATA).put("format", "pt");
    long begin = 0;
    for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
      ObjectNode entry = root.putObject(tensor.getKey()).put("dtype", dataType.name());
      ArrayNode shape = entry.putArray("shape");
      for (long side : tensor.getValue()) {
        shape.add(side);
      }
      long end = begin + size(tensor.getValue());
      entry.putArray("data_offsets").add(begin).add(end);
      begin = end;
    }
    byte[] text = json.writeValueAsBytes(root);
    int padding = Math.floorMod(-text.length, ALIGNMENT);
    return (new String(text, StandardCharsets.UTF_8) + " ".repeat(padding))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void fill(MemorySegment file, byte[] header) {
    file.set(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0, header.length);
    MemorySegment.copy(header, 0, file, ValueLayout.JAVA_BYTE, Long.BYTES, header.length);
    long at = (long) Long.BYTES + header.length;
    for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
      long size = size(tensor.getValue());
      dataType.write(tensors.apply(tensor.getKey()).data(), file.asSlice(at, size));
      at += size;
    }
  }

  private long size(long[] shape) {
    return Arrays.stream(shape).reduce(dataType.bytes(), Math::multiplyExact);
  }
}
