package dev.rollover.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Evaluations per second when jobs are submitted all at once, and when each awaits the one before,
 * and how full the devices' batches are in both cases.
 */
final class Throughput implements ServiceFigure {

  private static final int NFE = 300;
  private static final List<Workload> JOBS =
      LongStream.range(0, 16).mapToObj(seed -> new Workload(NFE, seed)).toList();
  private static final int REPEATS = 4;

  /** A rate needs fewer of them than a crowd does. */
  private static final int JOBS_IN_A_ROW = 4;

  private final Measurements inARow = new Measurements("in a row");
  private final Measurements atOnce = new Measurements("at once");
  private final Batching batchesInARow = new Batching("in a row", Workload.ROWS);
  private final Batching batchesAtOnce = new Batching("at once", JOBS.size() * Workload.ROWS);

  @Override
  public String measure() throws IOException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.start("--rollover.queue.workers=" + JOBS.size())) {
      runAtOnce(service.client(), JOBS); // A warm-up, whose rate nobody wants.
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        measureBoth(service.client(), repeat % 2 == 0);
      }
    }
    return """
    | %d jobs of %d NFE; %d times | NFE per second, median | least | most | ratio |
    |---|---|---|---|---|
    %s
    %s

    | operation | batches | mean rows | of the rows of all jobs | ms a row |
    |---|---|---|---|---|
    %s
    %s
    """
        .formatted(
            JOBS.size(),
            NFE,
            REPEATS,
            inARow.row(inARow),
            atOnce.row(inARow),
            batchesInARow.rows(),
            batchesAtOnce.rows());
  }

  private void measureBoth(ServiceClient service, boolean inARowFirst)
      throws IOException, InterruptedException {
    if (inARowFirst) {
      measureInARow(service);
      measureAtOnce(service);
    } else {
      measureAtOnce(service);
      measureInARow(service);
    }
  }

  private void measureInARow(ServiceClient service) throws IOException, InterruptedException {
    Map<String, BatchTotals> before = Batching.read(service);
    inARow.add(runInARow(service));
    batchesInARow.add(before, Batching.read(service));
  }

  private void measureAtOnce(ServiceClient service) throws IOException, InterruptedException {
    Map<String, BatchTotals> before = Batching.read(service);
    atOnce.add(runAtOnce(service, JOBS));
    batchesAtOnce.add(before, Batching.read(service));
  }

  private static double runInARow(ServiceClient service) throws IOException, InterruptedException {
    List<String> locations = new ArrayList<>();
    long start = System.nanoTime();
    for (Workload job : JOBS.subList(0, JOBS_IN_A_ROW)) {
      String location = service.submit(job);
      service.awaitEnd(location);
      locations.add(location);
    }
    return nfePerSecond(service, locations, System.nanoTime() - start);
  }

  /** Evaluations per second of jobs that are submitted all at once. */
  static double runAtOnce(ServiceClient service, List<Workload> jobs)
      throws IOException, InterruptedException {
    List<String> locations = new ArrayList<>();
    long start = System.nanoTime();
    for (Workload job : jobs) {
      locations.add(service.submit(job));
    }
    for (String location : locations) {
      service.awaitEnd(location);
    }
    return nfePerSecond(service, locations, System.nanoTime() - start);
  }

  private static double nfePerSecond(ServiceClient service, List<String> locations, long nanos)
      throws IOException, InterruptedException {
    int nfe = 0;
    for (String location : locations) {
      nfe += service.ended(location).nfe();
    }
    return nfe / (nanos / 1e9);
  }
}
