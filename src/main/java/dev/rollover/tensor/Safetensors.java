package dev.rollover.tensor;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The weights of a model in the safetensors format: one file, or all that is in the shards that an
 * index lists, {@code *.safetensors.index.json} or that of a variant. Files are mapped into memory
 * and checked as a whole when opened; a tensor's values are read, and widened to float32, when they
 * are asked for. What an index says of the size of all is not believed, nor needed: each tensor's
 * is known from its file.
 *
 * <p>Safe for use by many threads. Whatever is wrong with a file is a {@link SafetensorsException}
 * that names the file and the tensor.
 */
public final class Safetensors implements AutoCloseable {

  private static final String INDEX_SUFFIX = ".json";

  private final Path path;
  private final Map<String, SafetensorsFile> fileOfTensor;

  private final List<SafetensorsFile> files;

  private Safetensors(
      Path path, Map<String, SafetensorsFile> fileOfTensor, Collection<SafetensorsFile> files) {
    this.path = path;
    this.fileOfTensor = fileOfTensor;
    this.files = List.copyOf(files);
  }

  /** Opens a {@code .safetensors} file, or an index with all its shards. */
  public static Safetensors open(Path path) throws IOException {
    if (path.toString().endsWith(INDEX_SUFFIX)) {
      return openShards(path);
    }
    SafetensorsFile file = SafetensorsFile.open(path);
    Map<String, SafetensorsFile> fileOfTensor = new LinkedHashMap<>();
    file.names().forEach(name -> fileOfTensor.put(name, file));
    return new Safetensors(path, fileOfTensor, List.of(file));
  }

  private static Safetensors openShards(Path index) throws IOException {
    Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
    try {
      Map<String, SafetensorsFile> fileOfTensor = new LinkedHashMap<>();
      for (Map.Entry<String, String> entry : weightMap(index).entrySet()) {
        SafetensorsFile shard = shards.get(entry.getValue());
        if (shard == null) {
          shard = SafetensorsFile.open(index.resolveSibling(entry.getValue()));
          shards.put(entry.getValue(), shard);
        }
        if (!shard.names().contains(entry.getKey())) {
          throw new SafetensorsException(
              index, entry.getKey(), "is not in " + entry.getValue() + ", where the index has it");
        }
        fileOfTensor.put(entry.getKey(), shard);
      }
      shards
          .values()
          .forEach(shard -> shard.names().forEach(name -> fileOfTensor.putIfAbsent(name, shard)));
      return new Safetensors(index, fileOfTensor, shards.values());
    } catch (IOException | RuntimeException e) {
      shards.values().forEach(SafetensorsFile::close);
      throw e;
    }
  }

  private static Map<String, String> weightMap(Path index) throws IOException {
    JsonNode map =
        SafetensorsHeader.parseObject(index, Files.readAllBytes(index)).path("weight_map");
    if (!map.isObject()) {
      throw new SafetensorsException(index, "weight_map is missing or not an object");
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String name = entry.getValue().isString() ? entry.getValue().stringValue() : "";
      if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
        throw new SafetensorsException(
            index, entry.getKey(), "%s is no name of a shard".formatted(entry.getValue()));
      }
      files.put(entry.getKey(), name);
    }
    return files;
  }

  /** Writes tensors, rounding them to a type; replaces the file, if any, whole or not at all. */
  public static void write(Path path, Map<String, FloatTensor> tensors, DataType dataType)
      throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    write(path, shapes, name -> Objects.requireNonNull(tensors.get(name)), dataType);
  }

  /**
   * Writes tensors that need not be in memory together.
   *
   * @param shapes of all of them
   * @param tensors makes each, in the order of their names
   */
  public static void write(
      Path path,
      Map<String, long[]> shapes,
      Function<String, FloatTensor> tensors,
      DataType dataType)
      throws IOException {
    new SafetensorsWriter(shapes, tensors, dataType).write(path);
  }

  /** The names of all tensors. */
  public Set<String> names() {
    return Collections.unmodifiableSet(fileOfTensor.keySet());
  }

  /** What the files' writers had to say beside the tensors, by their own keys. */
  public Map<String, String> metadata() {
    Map<String, String> all = new LinkedHashMap<>();
    files.forEach(file -> all.putAll(file.metadata()));
    return all;
  }

  /** The type and shape of a tensor. */
  public TensorInfo info(String name) {
    return file(name).info(name);
  }

  /** How many bytes a tensor takes in its file. */
  public long bytes(String name) {
    return file(name).bytes(name);
  }

  /** Whether two tensors have the same type, shape and bytes. */
  public boolean areSame(String one, String other) {
    return one.equals(other)
        || (info(one).dataType().equals(info(other).dataType())
            && Arrays.equals(info(one).shape(), info(other).shape())
            && file(one).mapped(one).mismatch(file(other).mapped(other)) == -1);
  }

  /** How many values a tensor has. */
  public long values(String name) {
    return Arrays.stream(info(name).shape()).reduce(1, (size, side) -> size * side);
  }

  /**
   * Puts a tensor on a device, in the type in which it is stored or as float32. Of such as are not
   * float32 only programs may read the values, which cast them with {@code torch.to}.
   *
   * @param widened whether it becomes float32
   * @throws SafetensorsException if it is not of finite floats
   */
  public Tensor load(String name, boolean widened, WeightChange change, Scope scope)
      throws IOException {
    return new StoredTensor(file(name), name, change).load(widened, scope);
  }

  /**
   * Leaves a tensor on the host in the type in which it is stored, for programs that bring it to
   * the device at each use. This has to stay open as long.
   *
   * @throws SafetensorsException if it is not of finite floats
   */
  public Tensor rest(String name, WeightChange change, HostMemory memory) throws IOException {
    return new StoredTensor(file(name), name, change).rest(memory);
  }

  /**
   * Whether a tensor that nothing becomes of can rest in the file itself, where the device is the
   * host: it takes no memory of its own then.
   */
  public boolean isMappable(String name) {
    return file(name).isMappable(name);
  }

  /** A tensor, widened to float32. */
  public FloatTensor read(String name) {
    return file(name).read(name);
  }

  /** A tensor's bytes where they are mapped, until this is closed. */
  MemorySegment mapped(String name) {
    return file(name).mapped(name);
  }

  private SafetensorsFile file(String name) {
    SafetensorsFile file = fileOfTensor.get(name);
    if (file == null) {
      throw new SafetensorsException(path, name, "is missing");
    }
    return file;
  }

  /** Unmaps the files; what was read stays valid. */
  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
  }
}
