package dev.rollover.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * One safetensors file, mapped into memory: 8 bytes for the header's length, the header, then the
 * tensors' bytes. Tensors are read from the mapping when they are asked for.
 */
final class SafetensorsFile implements AutoCloseable {

  /** The format's own limit; a longer header is taken for a sign of another kind of file. */
  static final long LONGEST_HEADER = 100_000_000;

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final Arena arena;
  private final SafetensorsHeader header;
  private final MemorySegment data;

  private SafetensorsFile(Path path, Arena arena, SafetensorsHeader header, MemorySegment data) {
    this.path = path;
    this.arena = arena;
    this.header = header;
    this.data = data;
  }

  static SafetensorsFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long headerEnd = Long.BYTES + headerLength(path, all);
      byte[] json = all.asSlice(Long.BYTES, headerEnd - Long.BYTES).toArray(ValueLayout.JAVA_BYTE);
      MemorySegment data = all.asSlice(headerEnd);
      return new SafetensorsFile(
          path, arena, SafetensorsHeader.parse(path, json, data.byteSize()), data);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static long headerLength(Path path, MemorySegment all) {
    if (all.byteSize() < Long.BYTES) {
      throw new SafetensorsException(path, "too short to hold a header's length");
    }
    long length = all.get(LENGTH, 0);
    if (length < 0 || length > LONGEST_HEADER) {
      throw new SafetensorsException(
          path,
          "a header of %s bytes is longer than %d"
              .formatted(Long.toUnsignedString(length), LONGEST_HEADER));
    }
    if (length > all.byteSize() - Long.BYTES) {
      throw new SafetensorsException(
          path, "truncated: the header's %d bytes are not all there".formatted(length));
    }
    return length;
  }

  Set<String> names() {
    return header.entries().keySet();
  }

  Map<String, String> metadata() {
    return header.metadata();
  }

  TensorInfo info(String name) {
    return entry(name).info();
  }

  FloatTensor read(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    DataType dataType = floatType(name, entry.info());
    long size = entry.end() - entry.begin();
    if (size / dataType.bytes() > Integer.MAX_VALUE - 8) {
      throw new SafetensorsException(path, name, "has more values than a Java array can hold");
    }
    return new FloatTensor(entry.info().shape(), dataType.read(data.asSlice(entry.begin(), size)));
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new SafetensorsException(path, name, "is not in this file");
    }
    return entry;
  }

  private DataType floatType(String name, TensorInfo info) {
    return DataType.named(info.dataType())
        .orElseThrow(
            () ->
                new SafetensorsException(
                    path,
                    name,
                    "dtype %s is not read; F32, F16 and BF16 are".formatted(info.dataType())));
  }

  @Override
  public void close() {
    arena.close();
  }
}
