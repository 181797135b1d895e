package dev.rollover.tensor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that uses a device, or that does on the host what needs none. It takes the calls
 * that fill a batch best ({@link WaitingCalls}), so that the busier the device is, the larger its
 * batches are.
 *
 * <p>Jobs that shared a batch come back with their next calls at about the same time. So that they
 * stay together, the thread waits for those that are missing, but no longer than a {@value
 * #LINGER_SHARE}th of what the longer of the two batches before took, since a short one may stand
 * between two long ones; a job that is alone is never waited with.
 */
public final class DeviceWorker implements DeviceCalls, AutoCloseable {

  private static final int LINGER_SHARE = 8;

  private final String name;
  private final int maxRows;
  private final DeviceObserver observer;
  private final Occupation occupation;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private final WaitingCalls waiting;
  private boolean closed;

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
    if (maxRows < 1) {
      throw new IllegalArgumentException("a batch has at least one row, not " + maxRows);
    }
    this.name = name;
    this.maxRows = maxRows;
    this.observer = observer;
    this.occupation = new Occupation(nanoTime);
    this.waiting = new WaitingCalls(maxRows);
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::work);
  }

  @Override
  public <R, A> List<A> submit(
      BatchKey key, List<R> rows, Function<List<R>, List<A>> operation, DeviceAccount account) {
    List<A> answers = new ArrayList<>(rows.size());
    // One after another, so that a large call lets those of other jobs in between.
    for (int at = 0; at < rows.size(); at += maxRows) {
      List<R> part = rows.subList(at, Math.min(at + maxRows, rows.size()));
      answers.addAll(submitPart(key, part, operation, account));
    }
    return List.copyOf(answers);
  }

  private <R, A> List<A> submitPart(
      BatchKey key, List<R> rows, Function<List<R>, List<A>> operation, DeviceAccount account) {
    DeviceCall<R, A> call =
        new DeviceCall<>(key, List.copyOf(rows), operation, account, new CompletableFuture<>());
    try (DeviceObserver.Wait wait = observer.waits(key.operation(), rows.size())) {
      return answers(call, wait);
    }
  }

  private <A> List<A> answers(DeviceCall<?, A> call, DeviceObserver.Wait wait) {
    try {
      enqueue(call);
      return await(call);
    } catch (RuntimeException failure) {
      wait.failed(failure);
      throw failure;
    }
  }

  private void enqueue(DeviceCall<?, ?> call) {
    lock.lock();
    try {
      if (closed) {
        throw new DeviceCallException(call.key(), "came after its worker was closed", null);
      }
      waiting.add(call);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private <A> List<A> await(DeviceCall<?, A> call) {
    try {
      return call.answers().get();
    } catch (InterruptedException e) {
      forget(call);
      Thread.currentThread().interrupt();
      throw new DeviceCallException(call.key(), "was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceCallException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }

  private void forget(DeviceCall<?, ?> call) {
    lock.lock();
    try {
      waiting.remove(call);
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    List<DeviceCall<?, ?>> calls = take();
    while (calls != null) {
      DeviceBatch.of(calls, observer, occupation).run();
      calls = take();
    }
  }

  /** The next batch, or null once this is closed and nothing waits. */
  private @Nullable List<DeviceCall<?, ?>> take() {
    lock.lock();
    try {
      long patience = occupation.recent().toNanos() / LINGER_SHARE;
      while (!closed && (waiting.isEmpty() || (patience > 0 && waiting.mayGrow()))) {
        if (waiting.isEmpty()) {
          changed.awaitUninterruptibly();
        } else {
          patience = linger(patience);
        }
      }
      return waiting.isEmpty() ? null : waiting.take();
    } finally {
      lock.unlock();
    }
  }

  /** What is left of the patience after some change, or after none. */
  @SuppressWarnings("WaitNotInLoop") // Its caller loops.
  private long linger(long patience) {
    try {
      return changed.awaitNanos(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
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

  /** Calls that have not begun. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Answers what is waiting, takes nothing more, and ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
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
