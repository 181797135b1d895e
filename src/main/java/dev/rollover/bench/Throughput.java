package dev.rollover.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Evaluations per second when jobs are submitted all at once, and when each awaits the one before.
 */
final class Throughput implements ServiceFigure {

  private static final int NFE = 300;
  private static final List<Workload> JOBS =
      LongStream.range(0, 8).mapToObj(seed -> new Workload(NFE, seed)).toList();
  private static final int REPEATS = 4;

  private final Measurements inARow = new Measurements("in a row");
  private final Measurements atOnce = new Measurements("at once");

  @Override
  public String measure() throws IOException, InterruptedException {
    try (ServiceProcess service = ServiceProcess.start()) {
      runAtOnce(service.client()); // A warm-up, whose rate nobody wants.
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        measureBoth(service.client(), repeat % 2 == 0);
      }
    }
    return """
    | %d jobs of %d NFE; %d times | NFE per second, median | least | most | ratio |
    |---|---|---|---|---|
    %s
    %s
    """
        .formatted(JOBS.size(), NFE, REPEATS, inARow.row(inARow), atOnce.row(inARow));
  }

  private void measureBoth(ServiceClient service, boolean inARowFirst)
      throws IOException, InterruptedException {
    if (inARowFirst) {
      inARow.add(runInARow(service));
      atOnce.add(runAtOnce(service));
    } else {
      atOnce.add(runAtOnce(service));
      inARow.add(runInARow(service));
    }
  }

  private static double runInARow(ServiceClient service) throws IOException, InterruptedException {
    List<String> locations = new ArrayList<>();
    long start = System.nanoTime();
    for (Workload job : JOBS) {
      String location = service.submit(job);
      service.awaitEnd(location);
      locations.add(location);
    }
    return nfePerSecond(service, locations, System.nanoTime() - start);
  }

  private static double runAtOnce(ServiceClient service) throws IOException, InterruptedException {
    List<String> locations = new ArrayList<>();
    long start = System.nanoTime();
    for (Workload job : JOBS) {
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
