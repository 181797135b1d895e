package dev.rollover.tensor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that uses a device, or that does on the host what needs none. It takes the calls
 * that fill a batch best ({@link WaitingCalls}), so that the busier the device is, the larger its
 * batches are. Workers of one {@link DevicePool} share what waits.
 *
 * <p>Jobs that shared a batch come back with their next calls at about the same time. So that they
 * stay together, the thread waits for those that are missing, of its own batch and of those of
 * others that rest, but no longer than a {@value #LINGER_SHARE}th of what the longer of the two
 * batches before took, since a short one may stand between two long ones; a job that is alone is
 * never waited with.
 */
public final class DeviceWorker implements DeviceCalls, AutoCloseable {

  private static final int LINGER_SHARE = 8;

  private final String name;
  private final CallQueue queue;
  private final DeviceObserver observer;
  private final Occupation occupation;
  private final Thread thread;

  /**
   * Starts the thread of a device.
   *
   * @param maxRows most rows of one run, for the device's memory
   */
  public DeviceWorker(int maxRows, DeviceObserver observer) {
    this("device", maxRows, observer);
  }

  /**
   * Starts a thread.
   *
   * @param name of the thread
   * @param maxRows most rows of one run
   */
  public DeviceWorker(String name, int maxRows, DeviceObserver observer) {
    this(name, maxRows, observer, System::nanoTime);
  }

  DeviceWorker(String name, int maxRows, DeviceObserver observer, LongSupplier nanoTime) {
    this(name, new CallQueue(BatchLimits.ofRows(maxRows), observer), observer, nanoTime, () -> {});
  }

  /**
   * Starts one of the threads that share a queue.
   *
   * @param beforehand what the thread does before its first call
   */
  DeviceWorker(
      String name,
      CallQueue queue,
      DeviceObserver observer,
      LongSupplier nanoTime,
      Runnable beforehand) {
    this.name = name;
    this.queue = queue;
    this.observer = observer.of(name);
    this.occupation = new Occupation(nanoTime);
    queue.open(name);
    this.thread =
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .start(
                () -> {
                  beforehand.run();
                  work();
                });
  }

  @Override
  public <R, A> List<A> submit(
      BatchKey key, List<R> rows, Function<List<R>, List<A>> operation, DeviceAccount account) {
    return queue.submit(key, rows, Map.of(name, operation), account);
  }

  private void work() {
    List<DeviceCall<?, ?>> calls = take();
    while (calls != null) {
      DeviceBatch.of(calls, this).run();
      calls = take();
    }
  }

  /** The next batch, or null once this is closed and nothing waits. */
  private @Nullable List<DeviceCall<?, ?>> take() {
    return queue.take(name, occupation.recent().dividedBy(LINGER_SHARE));
  }

  /** Whom calls wait for that any of several workers can do. */
  CallQueue queue() {
    return queue;
  }

  /** Hears of what this runs. */
  DeviceObserver observer() {
    return observer;
  }

  /** How long this has run calls. */
  Occupation occupation() {
    return occupation;
  }

  /** What its thread is called. */
  public String name() {
    return name;
  }

  /** How long the call has run that runs now; zero when none does. */
  public Duration callAge() {
    return occupation.running();
  }

  /** How long calls have run altogether, the one that runs now among them. */
  public Duration busy() {
    return occupation.total();
  }

  /** Calls that have not begun and that this can do, though another may take them. */
  public int waiting() {
    return queue.waiting(name);
  }

  /** Answers what is waiting, takes nothing more, and ends the thread. */
  @Override
  public void close() {
    queue.close(name);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
