package dev.rollover.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The memory of the service's process before its first job, after 20, after 200, and after 400 and
 * 1,000, which tell what has settled from what grows.
 */
final class MemoryGrowth implements ServiceFigure {

  private static final int NFE = 50;
  private static final List<Integer> JOBS = List.of(0, 20, 200, 400, 1000);

  @Override
  public String measure() throws IOException, InterruptedException {
    StringBuilder table =
        new StringBuilder(
            """
            | jobs of %d NFE | resident, MiB | peak, MiB | the heap's share, MiB at most |
            |---|---|---|---|
            """
                .formatted(NFE));
    try (ServiceProcess service = ServiceProcess.start()) {
      int done = 0;
      for (int jobs : JOBS) {
        run(service.client(), done, jobs);
        done = jobs;
        table.append(row(done, service));
      }
    }
    return table.toString();
  }

  private static void run(ServiceClient service, int firstSeed, int afterLastSeed)
      throws IOException, InterruptedException {
    List<String> locations = new ArrayList<>();
    for (int seed = firstSeed; seed < afterLastSeed; seed++) {
      locations.add(service.submit(new Workload(NFE, seed)));
    }
    for (String location : locations) {
      service.awaitEnd(location);
    }
  }

  private static String row(int jobs, ServiceProcess service)
      throws IOException, InterruptedException {
    ProcessMemory memory = service.memory();
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %.0f | %.0f |%n",
        jobs,
        memory.resident(),
        memory.peak(),
        service.client().heap());
  }
}
