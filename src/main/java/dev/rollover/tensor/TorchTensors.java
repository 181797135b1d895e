package dev.rollover.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Tensors by libtorch's C interface ({@code aoti_torch_…}, which PyTorch keeps stable): of the
 * types that DJL has no name for, and with their memory open to the host. Its handles are DJL's.
 *
 * <p>DJL ends the process when it is asked for the type of such a tensor: only programs may read
 * it.
 */
final class TorchTensors {

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

  /** PyTorch's numbers of the kinds of devices. */
  private static final int CPU = 0;

  private static final int CUDA = 1;

  private static final MethodHandle EMPTY =
      function("aoti_torch_empty_strided", LONG, ADDRESS, ADDRESS, INT, INT, INT, ADDRESS);
  private static final MethodHandle FROM_BLOB =
      function(
          "aoti_torch_create_tensor_from_blob",
          ADDRESS,
          LONG,
          ADDRESS,
          ADDRESS,
          LONG,
          INT,
          INT,
          INT,
          ADDRESS);
  private static final MethodHandle DATA = function("aoti_torch_get_data_ptr", LONG, ADDRESS);
  private static final MethodHandle COPY = function("aoti_torch_copy_", LONG, LONG, INT);

  private TorchTensors() {}

  @SuppressWarnings("restricted") // the JVM is started with native access for DJL as well
  private static MethodHandle function(String name, java.lang.foreign.MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            SymbolLookup.loaderLookup().findOrThrow(name), FunctionDescriptor.of(INT, parameters));
  }

  /** A tensor on the manager's device, its values not set. */
  static PtNDArray empty(PtNDManager manager, DataType type, long... shape) {
    ai.djl.Device device = manager.getDevice();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(LONG);
      MemorySegment sizes = arena.allocateFrom(LONG, shape);
      MemorySegment strides = arena.allocateFrom(LONG, strides(shape));
      int kind = device.isGpu() ? CUDA : CPU;
      int number = Math.max(0, device.getDeviceId());
      int failed =
          (int)
              EMPTY.invokeExact(
                  (long) shape.length, sizes, strides, type.scalarType(), kind, number, handle);
      require(failed, "no room for %s of %s on %s".formatted(Arrays.toString(shape), type, device));
      return new PtNDArray(manager, handle.get(LONG, 0));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("C functions throw nothing", impossible);
    }
  }

  /**
   * A tensor on the host whose values are those of some memory, which is not copied and has to live
   * as long.
   *
   * @param memory begins where a value of the type may
   */
  static PtNDArray over(MemorySegment memory, PtNDManager manager, DataType type, long... shape) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment handle = arena.allocate(LONG);
      MemorySegment sizes = arena.allocateFrom(LONG, shape);
      MemorySegment strides = arena.allocateFrom(LONG, strides(shape));
      int failed =
          (int)
              FROM_BLOB.invokeExact(
                  memory,
                  (long) shape.length,
                  sizes,
                  strides,
                  0L,
                  type.scalarType(),
                  CPU,
                  0,
                  handle);
      require(failed, "no tensor %s of %s is made".formatted(Arrays.toString(shape), type));
      return new PtNDArray(manager, handle.get(LONG, 0));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("C functions throw nothing", impossible);
    }
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, shape[axis]);
    }
    return strides;
  }

  /**
   * The memory of a tensor on the host; not to be touched once the tensor is gone.
   *
   * @param size in bytes
   */
  @SuppressWarnings("restricted") // the JVM is started with native access for DJL as well
  static MemorySegment memory(PtNDArray array, long size) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      int failed = (int) DATA.invokeExact((long) array.getHandle(), data);
      require(failed, "a tensor without memory");
      return data.get(ADDRESS, 0).reinterpret(size);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("C functions throw nothing", impossible);
    }
  }

  /** Copies values, rounding them to the other type and moving them to the other device. */
  static void copy(PtNDArray from, PtNDArray to) {
    try {
      require(
          (int) COPY.invokeExact((long) to.getHandle(), (long) from.getHandle(), 0),
          "values cannot be copied between tensors");
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("C functions throw nothing", impossible);
    }
  }

  /** Libtorch has printed what it threw. */
  private static void require(int failed, String what) {
    if (failed != 0) {
      throw new IllegalStateException("libtorch: " + what);
    }
  }
}
