package dev.rollover.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * glibc's heap, where libtorch's buffers come and go with every operation. By default glibc gives
 * the larger ones back to the system at once, which then clears each page anew: a tenth of the time
 * of a large batch. Here they are kept for the next operation; trimming the heap, as the JVM does
 * at intervals with {@code -XX:TrimNativeHeapInterval}, still gives back what lies idle.
 */
final class NativeHeap {

  /** Settings of glibc's {@code mallopt}, by their numbers there. */
  private enum Setting {
    /** Bytes at the heap's end, above which they are given back. */
    TRIM_THRESHOLD(-1, 1 << 30),
    /** Bytes by which a heap grows beyond what is asked for, and below which none is given up. */
    TOP_PAD(-2, 64 << 20),
    /** Bytes from which a buffer is a mapping of its own. */
    MMAP_THRESHOLD(-3, 1 << 30);

    private final int number;
    private final int value;

    Setting(int number, int value) {
      this.number = number;
      this.value = value;
    }
  }

  /** Where users say what they want of the heap themselves. */
  private static final List<String> CHOICES =
      List.of(
          "GLIBC_TUNABLES",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_TOP_PAD_",
          "MALLOC_MMAP_THRESHOLD_",
          "MALLOC_MMAP_MAX_");

  private NativeHeap() {}

  /**
   * Tells the heap, if it is glibc's, to keep what it is given back, unless the environment says
   * something of it.
   *
   * @return whether all settings were taken
   */
  static boolean keepFreed(Map<String, String> environment) {
    if (CHOICES.stream().anyMatch(environment::containsKey)) {
      return false;
    }
    Optional<MemorySegment> mallopt = Linker.nativeLinker().defaultLookup().find("mallopt");
    return mallopt.isPresent() && keepFreed(mallopt.get());
  }

  @SuppressWarnings("restricted") // the JVM is started with native access for DJL as well
  private static boolean keepFreed(MemorySegment address) {
    MethodHandle mallopt =
        Linker.nativeLinker()
            .downcallHandle(
                address,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    boolean taken = true;
    for (Setting setting : Setting.values()) {
      taken &= set(mallopt, setting);
    }
    return taken;
  }

  private static boolean set(MethodHandle mallopt, Setting setting) {
    try {
      return (int) mallopt.invokeExact(setting.number, setting.value) == 1;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("mallopt throws nothing", impossible);
    }
  }
}
