package dev.rollover.tensor;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How libtorch uses the host's processors. Its threads wait for each other by spinning first, which
 * takes the time of whoever else wants the processors: a short spin costs little alone, and a long
 * one all that there is beside a neighbour or under a quota.
 *
 * @param threads how many compute at once, at least 1
 * @param spinCount turns of a thread's spinning before it sleeps, at least 0; OpenMP reads it when
 *     it is loaded, so the first device of a process decides
 */
public record HostThreads(int threads, int spinCount) {

  /** Costs nothing measurable alone, and leaves a neighbour its share. */
  public static final int DEFAULT_SPIN_COUNT = 1000;

  private static final String THREADS = "OMP_NUM_THREADS";
  private static final List<String> WAITING = List.of("GOMP_SPINCOUNT", "OMP_WAIT_POLICY");

  public HostThreads {
    if (threads < 1 || spinCount < 0) {
      throw new IllegalArgumentException(threads + " threads, spin count " + spinCount);
    }
  }

  /** As many as there are processors that this process may use: affinity and quota count. */
  public static HostThreads ofThisProcess() {
    return new HostThreads(Runtime.getRuntime().availableProcessors(), DEFAULT_SPIN_COUNT);
  }

  /** The variables that an environment has set and that are therefore heeded instead. */
  public static List<String> overruling(Map<String, String> environment) {
    return Stream.concat(Stream.of(THREADS), WAITING.stream())
        .filter(environment::containsKey)
        .toList();
  }

  static boolean threadsAreChosen(Map<String, String> environment) {
    return environment.containsKey(THREADS);
  }

  static boolean waitingIsChosen(Map<String, String> environment) {
    return WAITING.stream().anyMatch(environment::containsKey);
  }
}
