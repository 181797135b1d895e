package dev.rollover.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Submits many small jobs to a service and takes the time of each submission. */
final class SubmissionLoad {

  private static final int NFE = 10;

  private final ServiceClient service;
  private final Latencies latencies = new Latencies();

  SubmissionLoad(ServiceClient service) {
    this.service = service;
  }

  Latencies latencies() {
    return latencies;
  }

  /**
   * Submits at a rate that does not care how long an answer takes: each one's time counts from when
   * it was due.
   *
   * @return where the jobs are, in the order in which they were due
   */
  List<String> atRate(int perSecond, int jobs) throws InterruptedException {
    List<Future<String>> answers = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int job = 0; job < jobs; job++) {
        long due = start + job * 1_000_000_000L / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        int seed = job;
        answers.add(threads.submit(() -> submit(seed, due)));
      }
    }
    List<String> locations = new ArrayList<>();
    for (Future<String> answer : answers) {
      locations.add(result(answer));
    }
    return locations;
  }

  /**
   * Submits from clients of which each sends its next job when it has the answer to the one before.
   *
   * @return jobs a second
   */
  double fromClients(int clients, int jobs) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Future<String>> all = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < clients; client++) {
        all.add(
            threads.submit(
                () -> {
                  String last = "";
                  for (int job = next.getAndIncrement(); job < jobs; job = next.getAndIncrement()) {
                    last = submit(job, System.nanoTime());
                  }
                  return last;
                }));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (Future<String> client : all) {
      result(client);
    }
    return jobs / seconds;
  }

  private String submit(int seed, long begun) throws Exception {
    String location = service.submit(new Workload(NFE, seed));
    latencies.endOf(begun);
    return location;
  }

  private static String result(Future<String> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException refused) {
      throw new IllegalStateException("a job was not accepted", refused.getCause());
    }
  }
}
