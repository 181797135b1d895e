package dev.rollover.reward.vlm;

import dev.rollover.reward.ServiceFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Work that mostly waits, some of it at a time. */
final class Concurrently {

  /** So often whoever waits looks about. */
  static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private Concurrently() {}

  /**
   * What becomes of each value, in their order. Where one fails, or what is done meanwhile, the
   * others are given up.
   *
   * @param atOnce so many at a time
   * @param meanwhile done by this thread now and then while it waits
   */
  static <T, R> List<R> map(List<T> values, int atOnce, Function<T, R> work, Runnable meanwhile) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.clamp(values.size(), 1, atOnce), Thread.ofVirtual().factory())) {
      List<Future<R>> results =
          values.stream().map(value -> threads.submit(() -> work.apply(value))).toList();
      try {
        return results.stream().map(coming -> result(coming, meanwhile)).toList();
      } catch (RuntimeException failed) {
        threads.shutdownNow();
        throw failed;
      }
    }
  }

  private static <R> R result(Future<R> coming, Runnable meanwhile) {
    try {
      while (true) {
        try {
          return coming.get(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
          meanwhile.run();
        }
      }
    } catch (InterruptedException given) {
      Thread.currentThread().interrupt();
      throw new ChatException(ServiceFailure.INTERRUPTED, "was not waited for any longer", given);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }
}
