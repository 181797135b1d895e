package dev.rollover.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets many callers share a commit: whoever's turn it is writes what all have brought until then,
 * the first come first, while the next to come wait. Each caller returns after the commit that has
 * its own item in it. There is no thread of its own: what nobody waits for is never in here.
 *
 * @param <T> what callers bring
 * @param <R> what they get for it
 */
final class GroupCommit<T, R> {

  /** Writes items together; all are committed once it returns, or none when it throws. */
  interface Writer<T, R> {

    /**
     * Writes them.
     *
     * @return what each caller gets, or has thrown at it, in order
     */
    List<Supplier<R>> write(List<T> together);

    /** Whether it threw because of one item alone, so that the others can be written without it. */
    boolean isOfOneItem(Throwable failure);
  }

  private static final class Waiting<T, R> {
    final T item;
    volatile @Nullable Supplier<R> answer;

    Waiting(T item) {
      this.item = item;
    }
  }

  private final Writer<T, R> writer;
  private final int most;
  private final Queue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();
  private final Lock turn = new ReentrantLock();

  /**
   * Shares the commits of a writer.
   *
   * @param most items in one commit
   */
  GroupCommit(int most, Writer<T, R> writer) {
    this.most = most;
    this.writer = writer;
  }

  /** Writes an item, together with those of other callers. */
  R write(T item) {
    Waiting<T, R> mine = new Waiting<>(item);
    waiting.add(mine);
    turn.lock();
    try {
      while (mine.answer == null) {
        writeNext();
      }
    } finally {
      turn.unlock();
    }
    return answer(mine).get();
  }

  /** How many items nobody has begun to write. */
  int waiting() {
    return waiting.size();
  }

  private static <T, R> Supplier<R> answer(Waiting<T, R> done) {
    Supplier<R> answer = done.answer;
    if (answer == null) {
      throw new IllegalStateException("the writer left an item without an answer");
    }
    return answer;
  }

  private void writeNext() {
    List<Waiting<T, R>> together = new ArrayList<>();
    for (Waiting<T, R> next = waiting.poll(); next != null; next = waiting.poll()) {
      together.add(next);
      if (together.size() == most) {
        break;
      }
    }
    writeTogether(together);
  }

  /** What one item spoils is written one by one, so that its fault meets nobody else. */
  private void writeTogether(List<Waiting<T, R>> together) {
    try {
      List<Supplier<R>> answers = writer.write(together.stream().map(one -> one.item).toList());
      for (int i = 0; i < together.size(); i++) {
        together.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException | Error failure) {
      if (together.size() > 1 && writer.isOfOneItem(failure)) {
        together.forEach(one -> writeTogether(List.of(one)));
      } else {
        together.forEach(one -> one.answer = failing(failure));
      }
    }
  }

  private Supplier<R> failing(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }
}
