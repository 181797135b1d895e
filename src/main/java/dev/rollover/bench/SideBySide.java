package dev.rollover.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks side by side. */
public final class SideBySide {

  private SideBySide() {}

  /**
   * Runs tasks on virtual threads and waits for all of them.
   *
   * @param atOnce how many, at least 1
   * @return their answers in the tasks' order
   * @throws ExecutionException if a task failed, with the cause of the first in order
   */
  public static <T> List<T> run(Collection<Callable<T>> tasks, int atOnce)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
