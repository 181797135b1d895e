package dev.rollover.training;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * What each step needs, prepared while the steps before it are taken.
 *
 * @param <T> what a step needs
 */
final class Ahead<T> implements AutoCloseable {

  private final ExecutorService workers;
  private final Queue<CompletableFuture<T>> prepared = new ArrayDeque<>();
  private final IntFunction<T> prepare;
  private int next;

  /**
   * Begins with the first steps.
   *
   * @param threads that prepare a step each; so many steps are prepared ahead
   * @param prepare what the step of a number needs; called by several threads
   * @param first step
   */
  Ahead(int threads, IntFunction<T> prepare, int first) {
    this.workers = Executors.newFixedThreadPool(threads);
    this.prepare = prepare;
    this.next = first;
    for (int thread = 0; thread < threads; thread++) {
      enqueue();
    }
  }

  private void enqueue() {
    int step = next++;
    prepared.add(CompletableFuture.supplyAsync(() -> prepare.apply(step), workers));
  }

  /** What the next step needs; waits for it. */
  T take() {
    T taken = prepared.remove().join();
    enqueue();
    return taken;
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
