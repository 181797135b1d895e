package dev.rollover.tensor;

import ai.djl.engine.EngineException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's memory in which weights rest that come to a device at each use. For a GPU it is
 * pinned, which copies are fastest from, and taken in chunks: libtorch rounds what is pinned up to
 * a power of two each time.
 *
 * <p>Safe for use by many threads.
 */
public final class HostMemory {

  /** Bytes that are pinned at once. */
  public static final long CHUNK = 256L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HostMemory.class);

  /** Bytes that the beginnings of weights are multiples of, as everywhere in libtorch. */
  private static final long ALIGNMENT = 64;

  private final Scope host;
  private final Chunks chunks;
  private final boolean isOfDevice;
  private MemorySegment rest = MemorySegment.NULL;

  private HostMemory(Scope host, Chunks chunks, boolean isOfDevice) {
    this.host = host;
    this.chunks = chunks;
    this.isOfDevice = isOfDevice;
  }

  /** Gives memory. */
  interface Chunks {
    Tensor of(Scope scope, long floats);
  }

  /**
   * Memory for weights of a device.
   *
   * @param scope on the device, which the memory lives as long as
   */
  public static HostMemory of(Scope scope) {
    return scope.device().isGpu()
        ? new HostMemory(scope.onHost(), new Pinned(scope.device()), false)
        : new HostMemory(scope, HostMemory::plain, true);
  }

  /** The same for any device, of other chunks. */
  static HostMemory of(Scope scope, Chunks chunks) {
    return new HostMemory(scope.onHost(), chunks, false);
  }

  /** Whether the device computes in the host's memory itself, so that it can read mapped files. */
  boolean isOfDevice() {
    return isOfDevice;
  }

  Scope scope() {
    return host;
  }

  /** Memory for one more weight. */
  synchronized MemorySegment take(long bytes) {
    long size = Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    if (isOfDevice || size > CHUNK) {
      return chunk(size).asSlice(0, bytes);
    }
    if (size > rest.byteSize()) {
      rest = chunk(CHUNK);
    }
    MemorySegment taken = rest.asSlice(0, bytes);
    rest = rest.asSlice(size);
    return taken;
  }

  private MemorySegment chunk(long bytes) {
    Tensor chunk = chunks.of(host, bytes / Float.BYTES);
    return TorchTensors.memory(chunk.array(), bytes);
  }

  static Tensor plain(Scope scope, long floats) {
    return new Tensor(TorchTensors.empty(scope.manager(), DataType.F32, floats));
  }

  /** Memory that is pinned where that can be done. */
  record Pinned(Device device) implements Chunks {

    @Override
    public Tensor of(Scope scope, long floats) {
      try (Program program = Program.compile("pinned_memory", Map.of(), device)) {
        return program.run(scope, scope.longs(new long[] {floats}, 1));
      } catch (EngineException refused) {
        LOG.warn(
            "Weights rest in memory that is not pinned, and are copied more slowly: {}",
            String.valueOf(refused.getMessage()).lines().findFirst().orElse(""));
        return plain(scope, floats);
      }
    }
  }
}
