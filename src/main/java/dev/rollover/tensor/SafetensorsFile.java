package dev.rollover.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
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

  /** What a file begins with where Git LFS has left its address alone. */
  private static final MemorySegment LFS_POINTER =
      MemorySegment.ofArray("version ".getBytes(StandardCharsets.US_ASCII));

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Few enough to lie in a processor's cache when they are looked through. */
  private static final int READ_AT_ONCE = 1 << 20;

  private final Path path;
  private final Arena arena;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final MemorySegment data;
  private final long dataBegin;

  private SafetensorsFile(
      Path path,
      Arena arena,
      FileChannel channel,
      SafetensorsHeader header,
      MemorySegment data,
      long dataBegin) {
    this.path = path;
    this.arena = arena;
    this.channel = channel;
    this.header = header;
    this.data = data;
    this.dataBegin = dataBegin;
  }

  static SafetensorsFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    Arena arena = Arena.ofShared();
    try {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long headerEnd = Long.BYTES + headerLength(path, all);
      byte[] json = all.asSlice(Long.BYTES, headerEnd - Long.BYTES).toArray(ValueLayout.JAVA_BYTE);
      MemorySegment data = all.asSlice(headerEnd);
      SafetensorsHeader header = SafetensorsHeader.parse(path, json, data.byteSize());
      return new SafetensorsFile(path, arena, channel, header, data, headerEnd);
    } catch (IOException | RuntimeException e) {
      arena.close();
      channel.close();
      throw e;
    }
  }

  private static long headerLength(Path path, MemorySegment all) {
    if (all.byteSize() < Long.BYTES) {
      throw new SafetensorsException(path, "too short to hold a header's length");
    }
    if (all.asSlice(0, Long.BYTES).mismatch(LFS_POINTER) < 0) {
      throw new SafetensorsException(
          path, "is a Git LFS pointer in place of the file: get it by 'git lfs pull'");
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

  /** The type of a tensor of floats. */
  DataType dataType(String name) {
    return floatType(name, entry(name).info());
  }

  /** How many bytes a tensor takes. */
  long bytes(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    return entry.end() - entry.begin();
  }

  /**
   * Copies a tensor's bytes, past the mapping, whose pages would stay in memory beside the copy.
   *
   * @param target of exactly its size, outside of the heap
   * @throws SafetensorsException if not all of its values are finite numbers
   */
  void copy(String name, MemorySegment target) throws IOException {
    readThrough(name, (at, size) -> target.asSlice(at, size));
  }

  /**
   * Reads a tensor's bytes past the mapping, and keeps none of them.
   *
   * @throws SafetensorsException if not all of its values are finite numbers
   */
  void check(String name) throws IOException {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment part = scratch.allocate(READ_AT_ONCE, Long.BYTES);
      readThrough(name, (at, size) -> part.asSlice(0, size));
    }
  }

  /** Where bytes go that are read. */
  private interface Target {
    MemorySegment of(long at, long size);
  }

  private void readThrough(String name, Target target) throws IOException {
    DataType dataType = dataType(name);
    long begin = dataBegin + entry(name).begin();
    long size = bytes(name);
    boolean finite = true;
    for (long at = 0; at < size; at += READ_AT_ONCE) {
      MemorySegment part = target.of(at, Math.min(READ_AT_ONCE, size - at));
      fill(name, part.asByteBuffer(), begin + at);
      finite &= dataType.allFinite(part);
    }
    if (!finite) {
      throw notFinite(name);
    }
  }

  /**
   * Whether a tensor can be read where it is mapped: it has values, and begins where one of its
   * type may.
   */
  boolean isMappable(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    return bytes(name) > 0 && (dataBegin + entry.begin()) % dataType(name).bytes() == 0;
  }

  /** A tensor's bytes as they are mapped, until this is closed. */
  MemorySegment mapped(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    return data.asSlice(entry.begin(), bytes(name));
  }

  private void fill(String name, ByteBuffer part, long begin) throws IOException {
    while (part.hasRemaining()) {
      if (channel.read(part, begin + part.position()) < 0) {
        throw new SafetensorsException(path, name, "ends early: the file has become shorter");
      }
    }
  }

  /** What is to be said of a tensor with values that are not finite. */
  SafetensorsException notFinite(String name) {
    return new SafetensorsException(path, name, "has values that are NaN or infinite");
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
                    "dtype %s is not read; F32, F16, BF16, F8_E4M3 and F8_E5M2 are"
                        .formatted(info.dataType())));
  }

  @Override
  public void close() {
    arena.close();
    try {
      channel.close();
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    }
  }
}
