package dev.rollover.tensor;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** DJL's engine, loaded so that OpenMP finds what it reads at that moment, on a fitting heap. */
final class Libtorch {

  private Libtorch() {}

  /** The engine; what the user's environment says of threads and waiting stands. */
  static Engine engine(HostThreads host) {
    if (!HostThreads.waitingIsChosen(System.getenv())) {
      setEnvironment("GOMP_SPINCOUNT", Integer.toString(host.spinCount()));
    }
    NativeHeap.keepFreed(System.getenv());
    Telemetry.decline();
    Engine engine = Engine.getEngine("PyTorch");
    if (!HostThreads.threadsAreChosen(System.getenv())) {
      JniUtils.setNumThreads(host.threads());
      // Or this thread would take over later what another one has set meanwhile.
      JniUtils.getNumThreads();
    }
    return engine;
  }

  /**
   * Lets what this thread computes on the host's processors be computed by so many. libtorch keeps
   * the number for each thread, which takes over what all have when it first asks.
   */
  static void computeHereWith(int threads) {
    JniUtils.getNumThreads();
    JniUtils.setNumThreads(threads);
  }

  /** Sets a variable for native code; {@link System#getenv} keeps what the process began with. */
  @SuppressWarnings("restricted") // the JVM is started with native access for DJL as well
  private static void setEnvironment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed = (int) setenv.invokeExact(text(arena, name), text(arena, value), 1);
      if (failed != 0) {
        throw new IllegalStateException("cannot set " + name);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException("setenv throws nothing", impossible);
    }
  }

  private static MemorySegment text(Arena arena, String text) {
    return arena.allocateFrom(text);
  }
}
