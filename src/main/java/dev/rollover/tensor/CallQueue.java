package dev.rollover.tensor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where calls wait for the workers that share it. Callers hand calls in and block; each worker
 * takes its next batch as soon as it is free, so that a call goes to whichever of its devices is
 * free first, and joins what waits where none is.
 */
final class CallQueue {

  private final DeviceObserver observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private final WaitingCalls waiting;
  private final Set<String> open = new HashSet<>();
  private final Set<String> resting = new HashSet<>();

  CallQueue(BatchLimits limits, DeviceObserver observer) {
    this.waiting = new WaitingCalls(limits);
    this.observer = observer;
  }

  /** A worker begins to take calls. */
  void open(String worker) {
    lock.lock();
    try {
      if (!open.add(worker)) {
        throw new IllegalArgumentException("two workers are called " + worker);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A worker is to end once nothing waits that it can do. */
  void close(String worker) {
    lock.lock();
    try {
      open.remove(worker);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs rows on any of the workers that can do it, in parts if they are too many for one batch.
   *
   * @param ways the operation on each device, by the names of their workers
   */
  <R, A> List<A> submit(
      BatchKey key,
      List<R> rows,
      Map<String, Function<List<R>, List<A>>> ways,
      DeviceAccount account) {
    if (rows.isEmpty()) {
      return List.of();
    }
    DeviceCall<R, A> call =
        new DeviceCall<>(
            key, List.copyOf(rows), kept(ways, account), account, new CompletableFuture<>());
    try (DeviceObserver.Wait wait = observer.waits(key.operation(), rows.size())) {
      try {
        return inParts(call);
      } catch (RuntimeException failure) {
        wait.failed(failure);
        throw failure;
      }
    }
  }

  private static <W> Map<String, W> kept(Map<String, W> ways, DeviceAccount account) {
    String worker = account.worker();
    W only = worker == null ? null : ways.get(worker);
    return worker == null || only == null ? ways : Map.of(worker, only);
  }

  /** No more parts at once than devices, so that a large call lets those of others in between. */
  private <R, A> List<A> inParts(DeviceCall<R, A> call) {
    List<A> answers = new ArrayList<>(call.rows().size());
    Deque<DeviceCall<R, A>> begun = new ArrayDeque<>();
    try {
      for (int at = 0; at < call.rows().size(); at += begun.getLast().rows().size()) {
        if (begun.size() == call.ways().size()) {
          answers.addAll(await(begun.removeFirst()));
        }
        begun.addLast(enqueue(call, at));
      }
      while (!begun.isEmpty()) {
        answers.addAll(await(begun.removeFirst()));
      }
      return List.copyOf(answers);
    } finally {
      begun.forEach(this::forget);
    }
  }

  private <R, A> DeviceCall<R, A> enqueue(DeviceCall<R, A> whole, int from) {
    lock.lock();
    try {
      if (whole.ways().keySet().stream().noneMatch(open::contains)) {
        throw new DeviceCallException(whole.key(), "came after its worker was closed", null);
      }
      int to = (int) Math.min((long) from + waiting.mostRows(whole.key()), whole.rows().size());
      DeviceCall<R, A> part = whole.part(from, to);
      waiting.add(part);
      changed.signalAll();
      return part;
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

  /**
   * Waits for a worker's next batch.
   *
   * @param patience the longest wait for calls that may join it
   * @return null once the worker is closed and nothing waits that it can do
   */
  @Nullable List<DeviceCall<?, ?>> take(String worker, Duration patience) {
    lock.lock();
    resting.add(worker);
    try {
      long left = patience.toNanos();
      while (open.contains(worker) && (nothingWaits(worker) || mayGrow(worker, left))) {
        if (nothingWaits(worker)) {
          changed.awaitUninterruptibly();
        } else {
          left = linger(left);
        }
      }
      if (nothingWaits(worker)) {
        return null;
      }
      changed.signalAll(); // Others that rest have no more to wait for than the rest of it.
      return waiting.take(worker, resting);
    } finally {
      resting.remove(worker);
      lock.unlock();
    }
  }

  private boolean nothingWaits(String worker) {
    return waiting.size(worker) == 0;
  }

  private boolean mayGrow(String worker, long patience) {
    return patience > 0 && waiting.mayGrow(worker, resting);
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

  /** For so many rows of a key there was no memory. */
  void bound(BatchKey key, int tooManyRows) {
    lock.lock();
    try {
      waiting.bound(key, tooManyRows);
    } finally {
      lock.unlock();
    }
  }

  /** Calls that wait and that a worker can do. */
  int waiting(String worker) {
    lock.lock();
    try {
      return waiting.size(worker);
    } finally {
      lock.unlock();
    }
  }
}
