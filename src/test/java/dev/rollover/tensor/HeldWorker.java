package dev.rollover.tensor;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;

/** A worker that can be kept busy until it is released, so that calls wait for it. */
@NullMarked
public final class HeldWorker implements AutoCloseable {

  private final CountDownLatch release = new CountDownLatch(1);
  private final DeviceWorker worker;

  public HeldWorker(int maxRows, DeviceObserver observer) {
    this(maxRows, observer, System::nanoTime);
  }

  /** On a clock of nanoseconds. */
  public HeldWorker(int maxRows, DeviceObserver observer, LongSupplier nanoTime) {
    this.worker = new DeviceWorker("held", maxRows, observer, nanoTime);
  }

  public DeviceWorker worker() {
    return worker;
  }

  /** Keeps the worker busy, with a batch of its own, until it is released. */
  public void hold() {
    CountDownLatch begun = new CountDownLatch(1);
    Function<List<Integer>, List<Integer>> operation =
        rows -> {
          begun.countDown();
          awaitUninterruptibly(release);
          return rows;
        };
    BatchKey key = new BatchKey("model", "hold", 1);
    Thread.ofVirtual()
        .start(() -> worker.submit(key, List.of(0), operation, new DeviceAccount(false)));
    awaitUninterruptibly(begun);
  }

  /** Starts a call on a thread of its own, and returns once so many calls wait. */
  public <T> CompletableFuture<T> waiting(int calls, Supplier<T> call) {
    CompletableFuture<T> answer =
        CompletableFuture.supplyAsync(call, runnable -> Thread.ofVirtual().start(runnable));
    awaitWaiting(calls);
    return answer;
  }

  void awaitWaiting(int calls) {
    await().pollInterval(Duration.ofMillis(1)).until(() -> worker.waiting() == calls);
  }

  public void release() {
    release.countDown();
  }

  @Override
  public void close() {
    release();
    worker.close();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
